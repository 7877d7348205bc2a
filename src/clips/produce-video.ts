import type { FfmpegRunner } from '../ffmpeg/ffmpeg-runner.js';
import { lengthOf } from './interval.js';
import type { Produced } from './produced.js';
import { transcode } from './transcode.js';
import type { VideoFootage } from './clip-sources.js';

export interface ProduceOptions {
  signal?: AbortSignal;
  /** 0 to 1. */
  onProgress?: (fraction: number) => void;
}

/** Writes the clip of the stretch that covers most of the window. */
export async function produceVideo(
  runner: FfmpegRunner,
  { stretches }: VideoFootage,
  output: string,
  options: ProduceOptions,
): Promise<Produced> {
  const stretch = stretches.reduce((a, b) => (lengthOf(b) > lengthOf(a) ? b : a));
  const { path, facts, startsAt } = stretch.source;
  const done = await transcode(
    runner,
    {
      path,
      facts,
      from: (stretch.startsAt - startsAt) / 1000,
      to: (stretch.endsAt - startsAt) / 1000,
      output,
    },
    options,
  );
  return {
    method: 'transcode',
    frames: done.frames,
    shown: [
      {
        startsAt: Math.round(startsAt + done.from * 1000),
        endsAt: Math.round(startsAt + done.to * 1000),
      },
    ],
    durationSeconds: done.to - done.from,
    note: null,
  };
}
