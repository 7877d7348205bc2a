import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { coverageOf } from '../../../src/clips/footage/coverage.js';
import { piecesOf, readVideoSource } from '../../../src/clips/footage/video-source.js';
import type { ClipCut, VideoCodecChoice } from '../../../src/clips/model/clip-options.js';
import type { Produced } from '../../../src/clips/make/produced.js';
import { produceVideo } from '../../../src/clips/make/produce-video.js';
import { verify } from '../../../src/clips/make/verify.js';
import { TemporaryFiles } from '../../../src/clips/records/temporary-files.js';
import type { FfmpegRunner } from '../../../src/ffmpeg/ffmpeg-runner.js';
import { MediaProbe } from '../../../src/probe/media-probe.js';

export interface MadeOptions {
  cut: ClipCut;
  /** Default `h264`. */
  videoCodec?: VideoCodecChoice;
  runner: FfmpegRunner;
  /** Default: the runner. */
  encoder?: FfmpegRunner | undefined;
  folder: string;
}

/** Makes a clip of recordings that follow each other, and verifies it. */
export async function madeClip(
  recordings: readonly string[],
  [from, to]: readonly [number, number],
  { cut, videoCodec = 'h264', runner, encoder = runner, folder }: MadeOptions,
): Promise<Produced & { output: string }> {
  const sources = [];
  let startsAtMs = 0;
  for (const path of recordings) {
    const placement = { startedAt: new Date(startsAtMs), name: path, naming: { timezone: null } };
    const source = await readVideoSource(new MediaProbe(runner), path, placement as never);
    sources.push(...piecesOf(source));
    startsAtMs = source.endsAtMs;
  }
  const segments = coverageOf({ startsAtMs: from * 1000, endsAtMs: to * 1000 }, sources);
  const work = {
    path: (job: string, extension: string) => join(folder, `${job}.${randomUUID()}.${extension}`),
    discard: () => Promise.resolve(),
  };
  const files = new TemporaryFiles(work, 'clip');
  const output = files.path('mp4');
  const job = { cut, videoCodec, output, files, signal: AbortSignal.timeout(120_000) };
  const produced = await produceVideo(encoder, { kind: 'video', segments }, job);
  await verify(runner, output, 'mp4', produced);
  return { ...produced, output };
}
