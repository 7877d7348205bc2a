import type { FfmpegRunner } from '../../ffmpeg/ffmpeg-runner.js';
import type { ClipFormat } from '../../media/storage/clip-file.js';
import type { StillFootage } from '../footage/clip-sources.js';
import { compileStills } from './stills/compile-stills.js';
import type { Produced } from './produced.js';
import type { TemporaryFiles } from '../records/temporary-files.js';

export interface ImagesJob {
  readonly fps: number;
  readonly format: ClipFormat;
  readonly gifMaxSeconds: number;
  readonly output: string;
  readonly files: TemporaryFiles;
  readonly signal: AbortSignal;
  /** 0 to 1. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
}

/** Writes the clip of the still frames; its note says how many of them it does not show. */
export async function produceImages(
  runner: FfmpegRunner,
  { paths, taken }: StillFootage,
  { files, onProgress, ...job }: ImagesJob,
): Promise<Produced> {
  const { frames, skipped, durationSeconds, truncatedToSeconds } = await compileStills(runner, {
    ...job,
    paths,
    workFolder: files.folder,
    ...(onProgress && { onProgress }),
  });
  const notes = [
    ...(skipped > 0 ? [`${skipped} of ${paths.length} still frames could not be read.`] : []),
    ...(truncatedToSeconds !== undefined
      ? [`The GIF ends after ${truncatedToSeconds} s, its longest.`]
      : []),
  ];
  return {
    method: 'images',
    frames,
    shown: [taken],
    covered: [taken],
    durationSeconds,
    seams: [],
    rotation: 0,
    why: 'still frames',
    note: notes.length > 0 ? notes.join(' ') : null,
  };
}
