import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import type { Api } from './api.js';
import {
  frameNumbers,
  inputOf,
  readOutputs,
  soundErrorsIn,
  soundSamples,
  type SoundError,
} from './footage.js';

const run = promisify(execFile);

export interface ReadOptions {
  /** Whether the picture is shown rotated by 90° anticlockwise. */
  turned?: boolean;
  /** The time of the footage that should be heard at file time t; without it the sound is not checked. */
  soundAt?: (t: number) => number;
}

/** A clip as a player sees it. */
export interface ReadClip {
  /** The number in the picture of each frame, in order. */
  numbers: (number | null)[];
  /** When the first frame is shown, in seconds. */
  firstAt: number;
  /** Of the video stream as it is shown, that is after rotation. */
  width: number;
  height: number;
  frames: number;
  durationSeconds: number;
  bytes: number;
  sha256: string;
  audioCodec: string | null;
  sound: SoundError[];
}

/** Downloads a clip and reads all its frames. Edit lists are ignored, as in Firefox. */
export async function readClip(
  api: Api,
  clipUrl: string,
  options: ReadOptions = {},
): Promise<ReadClip> {
  const bytes = await api.download(clipUrl);
  const folder = await mkdtemp(join(tmpdir(), 'event-clips-read-'));
  const path = join(folder, basename(clipUrl.split('?', 1)[0]!));
  try {
    await writeFile(path, bytes);
    const { soundAt, turned = false } = options;
    const input = inputOf(path, { ignoreEditList: path.endsWith('.mp4'), asShown: turned });
    const pictures = frameNumbers({ upright: turned ? ['transpose=clock'] : [] });
    const [[frames, samples], streams] = await Promise.all([
      soundAt ? readOutputs(input, pictures, soundSamples) : readOutputs(input, pictures),
      streamsOf(path),
    ]);
    return {
      numbers: frames.map(({ number }) => number),
      frames: frames.length,
      firstAt: frames[0]?.pts ?? NaN,
      ...streams,
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      sound: soundAt && samples ? soundErrorsIn(samples, soundAt) : [],
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The numbers from `from` to `to`, both included. */
export function numbers(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

interface Stream {
  codec_type: string;
  codec_name: string;
  width: number;
  height: number;
  duration: string;
  side_data_list?: { rotation?: number }[];
}

async function streamsOf(path: string) {
  const { stdout } = await run('ffprobe', [
    ...['-v', 'error', '-show_streams', '-of', 'json', path],
  ]);
  const { streams } = JSON.parse(stdout) as { streams: Stream[] };
  const video = streams.find(({ codec_type }) => codec_type === 'video');
  if (!video) throw new Error('There is no video in the clip.');
  const { width, height, side_data_list = [] } = video;
  const turned = side_data_list.some(({ rotation = 0 }) => rotation % 180 !== 0);
  return {
    width: turned ? height : width,
    height: turned ? width : height,
    durationSeconds: Number(video.duration),
    audioCodec: streams.find(({ codec_type }) => codec_type === 'audio')?.codec_name ?? null,
  };
}
