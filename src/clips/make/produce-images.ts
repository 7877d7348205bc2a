import type { FfmpegRunner } from '../../ffmpeg/ffmpeg-runner.js';
import type { FileIsolation } from '../../isolation/file-isolation.js';
import type { ClipFormat } from '../../media/storage/clip-file.js';
import type { StillFootage } from '../footage/clip-sources.js';
import { compileStills } from './stills/compile-stills.js';
import { describeSkipped } from './stills/describe-skipped.js';
import { allEncoded } from './encoded-by.js';
import type { Produced } from './produced.js';
import type { TemporaryFiles } from '../records/temporary-files.js';

export interface ImagesJob {
  readonly fps: number;
  readonly format: ClipFormat;
  readonly gifMaxSeconds: number;
  readonly output: string;
  readonly files: TemporaryFiles;
  /** Where the still frames are touched. */
  readonly footage: FileIsolation;
  readonly signal: AbortSignal;
  /** 0 to 1. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
}

/** Writes the clip of the still frames; its note says how many of them it does not show. */
export async function produceImages(
  runner: FfmpegRunner,
  { stills, taken }: StillFootage,
  { files, onProgress, ...job }: ImagesJob,
): Promise<Produced> {
  const paths = stills.map(({ file }) => file.path);
  const { frames, skipped, unusable, ...compiled } = await compileStills(runner, {
    ...job,
    paths,
    workFolder: files.folder,
    ...(onProgress && { onProgress }),
  });
  const { durationSeconds, truncatedToSeconds } = compiled;
  const notes = [
    ...(skipped > 0 ? [`${skipped} of ${paths.length} still frames could not be read.`] : []),
    ...(unusable.length > 0 ? [describeSkipped(unusable)] : []),
    ...(truncatedToSeconds !== undefined
      ? [`The GIF ends after ${truncatedToSeconds} s, its longest.`]
      : []),
  ];
  return {
    method: 'images',
    frames,
    shown: [taken],
    covered: [taken],
    signed: null,
    encoded: allEncoded(frames),
    durationSeconds,
    seams: [],
    comparedSize: null,
    rotation: 0,
    stills: { shown: compiled.shown, areCertain: frames === compiled.shown.length },
    why: 'still frames',
    note: notes.length > 0 ? notes.join(' ') : null,
  };
}
