import type { FfmpegRunner } from '../ffmpeg/ffmpeg-runner.js';
import type { ClipOptions } from './clip-options.js';
import type { StillFootage } from './clip-sources.js';
import { compileStills } from './images/compile-stills.js';
import type { Produced } from './produced.js';

interface ImagesJob {
  readonly options: ClipOptions;
  readonly signal: AbortSignal;
  readonly onProgress?: (fraction: number) => void;
}

/** Compiles still frames, each shown 1/fps seconds. */
export async function produceImages(
  runner: FfmpegRunner,
  footage: StillFootage,
  output: string,
  { options, signal, onProgress }: ImagesJob,
): Promise<Produced> {
  throw new Error('pending');
}
