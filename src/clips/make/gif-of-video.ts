import type { FfmpegRunner } from '../../ffmpeg/ffmpeg-runner.js';
import { localInput } from '../../ffmpeg/local-input.js';
import { allEncoded } from './encoded-by.js';
import type { Produced } from './produced.js';

/** Smooth enough for a preview; a picture then lasts a whole number of the GIF's 1/100 s. */
const FPS = 10;
const SIZE = 'scale=320:-1:flags=lanczos';

export interface VideoGif {
  /** A finished MP4 clip. */
  readonly input: string;
  readonly output: string;
  readonly maxSeconds: number;
  readonly signal: AbortSignal;
}

/**
 * FFmpeg's arguments. The clip is read twice in one run: one picture a second for the palette, then all
 * of it. With one input for both, FFmpeg would hold every picture in memory until the palette is made.
 */
export function videoGifArguments({ input, output, maxSeconds }: VideoGif): string[] {
  const limit = ['-t', String(maxSeconds)];
  const graph = [
    `[0:v]fps=1,${SIZE},palettegen[palette]`,
    `[1:v]fps=${FPS},${SIZE}[pictures]`,
    '[pictures][palette]paletteuse[gif]',
  ];
  return [
    ...localInput(input, 'mov', limit),
    ...localInput(input, 'mov', limit),
    ...['-filter_complex', graph.join(';'), '-map', '[gif]', '-map_metadata', '-1'],
    ...['-loop', '0', '-final_delay', String(100 / FPS), '-f', 'gif', '-y', `file:${output}`],
  ];
}

/** Makes a GIF of a video clip. A longer clip is cut off at `maxSeconds`, and the note says so. */
export async function gifOfVideo(
  runner: FfmpegRunner,
  clip: Produced,
  job: VideoGif,
): Promise<Produced> {
  let frames = 0;
  await runner.ffmpeg(videoGifArguments(job), {
    signal: job.signal,
    onProgress: (progress) => (frames = progress.frames),
  });
  const truncated = clip.durationSeconds > job.maxSeconds;
  const note = truncated ? `The GIF ends after ${job.maxSeconds} s, its longest.` : null;
  return {
    ...{ ...clip, method: 'transcode', frames, durationSeconds: frames / FPS, note },
    ...{ seams: [], comparedSize: null, rotation: 0, signed: null },
    encoded: allEncoded(frames),
  };
}
