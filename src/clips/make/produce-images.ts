import type { FfmpegRunner } from '../../ffmpeg/ffmpeg-runner.js';
import type { ClipFormat } from '../../media/storage/clip-file.js';
import type { StillFootage } from '../footage/clip-sources.js';
import { compileStills } from './stills/compile-stills.js';
import type { Produced } from './produced.js';
import type { Temporaries } from '../records/temporary-files.js';

export interface ImagesJob {
  readonly fps: number;
  readonly format: ClipFormat;
  readonly gifMaxSeconds: number;
  readonly output: string;
  readonly files: Temporaries;
  readonly signal: AbortSignal;
  /** 0 to 1. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
}

/** Writes the clip of the still frames and tells which of them it does not show. */
export async function produceImages(
  runner: FfmpegRunner,
  { paths, firstAt, lastAt }: StillFootage,
  { files, onProgress, ...job }: ImagesJob,
): Promise<Produced> {
  const { frames, skipped, durationSeconds, truncatedTo } = await compileStills(runner, {
    ...job,
    paths,
    workFolder: files.folder,
    ...(onProgress && { onProgress }),
  });
  const notes = [
    ...(skipped > 0 ? [`${skipped} of ${paths.length} still frames could not be read.`] : []),
    ...(truncatedTo !== undefined ? [`The GIF ends after ${truncatedTo} s, its longest.`] : []),
  ];
  return {
    method: 'images',
    frames,
    shown: [{ startsAt: firstAt, endsAt: lastAt }],
    durationSeconds,
    seams: [],
    rotation: 0,
    why: 'still frames',
    note: notes.length > 0 ? notes.join(' ') : null,
  };
}
