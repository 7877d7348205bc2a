import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { copyFile, rm, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { ClipDiffers } from '../../src/cut/cut-errors.js';
import type { CutResult, CutSegment } from '../../src/cut/cut-types.js';
import { encodeHead } from '../../src/cut/head/encode-head.js';
import { CutTasks } from '../../src/cut/worker/cut-tasks.js';
import { footage, type FootageOptions } from '../support/footage.js';
import { segment } from './segment.js';
import { workspace } from './workspace.js';
import { rewrite, type Samples } from './written-samples.js';

const { runner, folder } = workspace();
const output = join(folder, 'clip.mp4');
const TICK_SECONDS = 1 / 90_000;

/** Frame 22 is the first of the clip, and the tail begins with frame 30. */
const HEAD = 8;

const KINDS: [string, FootageOptions][] = [
  ['MP4', { audio: 'aac-48k' }],
  ['MP4 with B-frames', { audio: 'aac-48k', bFrames: 2 }],
  ['MPEG-TS with B-frames', { audio: 'aac-48k', container: 'ts', bFrames: 2 }],
  ['Matroska', { audio: 'mp3', container: 'mkv' }],
  ['HEVC with open groups', { audio: 'aac-48k', codec: 'libx265', bFrames: 2, openGop: true }],
];

const flip = (data: Uint8Array, at: number) => {
  const changed = Uint8Array.from(data);
  changed[at]! ^= 1;
  return changed;
};
const change = (samples: Samples['video'], index: number, fields: Partial<Samples['video'][0]>) =>
  samples.splice(index, 1, { ...samples[index]!, ...fields });
const swap = (samples: Samples['video'], a: number, b: number) => {
  const { data } = samples[a]!;
  change(samples, a, { data: samples[b]!.data });
  change(samples, b, { data });
};

const FAULTS: [string, (samples: Samples) => void, RegExp][] = [
  [
    'a copied byte differs',
    ({ video }) => change(video, 30, { data: flip(video[30]!.data, 50) }),
    /^Frame 31, which \S+ has at [\d.]+ s, has other bytes\.$/,
  ],
  [
    'the last byte of the last frame differs',
    ({ video }) => {
      const { data } = video.at(-1)!;
      change(video, video.length - 1, { data: flip(data, data.length - 1) });
    },
    /^Frame \d+, .* has other bytes/,
  ],
  ['two samples are swapped', ({ video }) => swap(video, 20, 21), /^Frame 21, .* has other bytes/],
  [
    'a frame is a tick late',
    ({ video }) => change(video, 25, { time: video[25]!.time + TICK_SECONDS }),
    /^Frame 26 is shown at tick \d+ instead of \d/,
  ],
  [
    'a frame is a tick early',
    ({ video }) => change(video, 25, { time: video[25]!.time - TICK_SECONDS }),
    /^Frame 26 is shown at tick \d+ instead of \d/,
  ],
  [
    'the head is late',
    ({ video }) => change(video, 0, { time: 3 * TICK_SECONDS }),
    /^Frame 2 is shown at tick \d+ instead of \d/,
  ],
  ['a frame is missing', ({ video }) => video.splice(40, 1), /^Frame 41, .* has other bytes/],
  [
    'the last frame is missing',
    ({ video }) => video.pop(),
    /^The clip has \d+ frames instead of \d+/,
  ],
  [
    'a frame is there twice',
    ({ video }) => {
      const last = video.at(-1)!;
      video.push({ ...last, time: last.time + last.duration });
    },
    /^The clip has more than \d+ frames/,
  ],
  [
    'a frame is wrongly marked for seeking',
    ({ video }) => change(video, HEAD + 1, { isKey: true }),
    /^Frame 10, .* is marked wrongly for seeking/,
  ],
  [
    'the last frame is shown too long',
    ({ video }) => {
      const last = video.reduce((a, b) => (b.time > a.time ? b : a));
      change(video, video.indexOf(last), { duration: last.duration + 0.1 });
    },
    /^The pictures last [\d.]+ s instead of [\d.]+ s\.$/,
  ],
  [
    'a packet of sound differs',
    ({ audio }) => change(audio, 30, { data: flip(audio[30]!.data, 9) }),
    /^The sound at [\d.]+ s is not that of /,
  ],
  ['a packet of sound is missing', ({ audio }) => audio.splice(30, 1), /^The sound at /],
  ['the sound ends early', ({ audio }) => audio.splice(-3), /^The sound ends at [\d.]+ s/],
  ['the sound is missing', (samples) => (samples.audio = []), /^The sound ends at 0 s/],
];

/** How many pictures were decoded for the heads of the last clip. */
let decoded = new Map<number, number>();

/** Writes a clip, as the cutter's process does. */
async function write(tasks: CutTasks, segments: CutSegment[]): Promise<CutResult> {
  const plan = await tasks.plan(segments, true);
  if (!('heads' in plan)) throw new Error('the ending is in doubt');
  const heads = new Map<number, Uint8Array>();
  decoded = new Map();
  for (const head of plan.heads) {
    const file = await encodeHead(runner, head.job, folder, {
      signal: AbortSignal.timeout(60_000),
    });
    heads.set(head.segment, file.encoded);
    decoded.set(head.segment, file.decoded);
  }
  return tasks.write(output, heads, null);
}

async function smart(tasks: CutTasks, options: FootageOptions): Promise<CutResult> {
  const path = await footage({ seconds: 8, gopSeconds: 2, ...options });
  const result = await write(tasks, [segment(path, 22 / 15, 6)]);
  expect(result).toMatchObject({ encodedFrames: HEAD, audio: 'copied' });
  return result;
}

describe.each(KINDS)('A clip of %s', (_, options) => {
  const tasks = new CutTasks(() => {});
  let result: CutResult;
  beforeAll(async () => {
    result = await smart(tasks, options);
  });
  afterAll(() => tasks.close());

  /** Compares the clip after its samples were changed. */
  async function changed(fault: (samples: Samples) => void): Promise<void> {
    const path = join(folder, 'changed.mp4');
    await copyFile(output, path);
    await rewrite(path, fault);
    await tasks.compare(path, result, decoded);
  }

  it('is as its recording', async () => {
    await tasks.compare(output, result, decoded);
    await changed(() => {});
  });

  it.each(FAULTS)('differs from its recording where %s', async (_, fault, message) => {
    const error = await changed(fault).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ClipDiffers);
    expect((error as ClipDiffers).message).toMatch(message);
  });

  it('differs where its copied part begins later than it does', async () => {
    // What is said of the clip is consistent: its copied part begins one frame later than it does.
    const [part] = result.parts;
    const later = {
      ...{ ...part!, copiedAtSeconds: part!.copiedAtSeconds! + (options.bFrames ? 3 : 1) / 15 },
      ...{ encodedFrames: HEAD + 1, copiedFrames: part!.copiedFrames - 1 },
    };
    await expect(tasks.compare(output, { ...result, parts: [later] }, decoded)).rejects.toThrow(
      /^The head lacks the frame at [\d.]+ s of \S+\.$/,
    );
  });

  it('differs where it was cut short', async () => {
    const path = join(folder, 'short.mp4');
    await copyFile(output, path);
    await truncate(path, (await stat(path)).size - 10_000);
    await expect(tasks.compare(path, result, decoded)).rejects.toMatchObject({
      name: 'ClipDiffers',
    });
    await truncate(path, 100);
    await expect(tasks.compare(path, result, decoded)).rejects.toThrow(
      'The written clip cannot be read.',
    );
  });
});

describe('A clip', () => {
  let tasks: CutTasks;
  beforeEach(() => {
    tasks = new CutTasks(() => {});
  });
  afterEach(() => tasks.close());

  it('differs where it lacks the end of what it is said to show', async () => {
    const path = await footage({ seconds: 8, gopSeconds: 2 });
    const result = await write(tasks, [segment(path, 2, 6, 'copy')]);
    expect(result).toMatchObject({ encodedFrames: 0, copiedFrames: 60 });
    await tasks.compare(output, result, decoded);
    await rewrite(output, ({ video }) => video.pop());
    const parts = [{ ...result.parts[0]!, copiedFrames: 59 }];
    await expect(tasks.compare(output, { ...result, frames: 59, parts }, decoded)).rejects.toThrow(
      /^The clip lacks the frame at 5\.93\d* s of /,
    );
  });

  it('of several recordings is compared with each', async () => {
    const paths = [
      await footage({ seconds: 4, audio: 'aac-48k' }),
      await footage({ seconds: 4, audio: 'aac-48k', startNumber: 60, profile: 'baseline' }),
    ];
    const result = await write(tasks, [
      segment(paths[0]!, 1, 4),
      { ...segment(paths[1]!, 0, 3), afterSeconds: 3 },
    ]);
    expect(result).toMatchObject({ frames: 90, audio: 'copied' });
    await tasks.compare(output, result, decoded);
    await rewrite(output, ({ video }) => swap(video, 60, 61));
    await expect(tasks.compare(output, result, decoded)).rejects.toThrow(
      /^Frame 61, .* has other bytes/,
    );
  });

  it('is compared with its recording, though that was deleted meanwhile', async () => {
    const path = join(folder, 'deleted.mp4');
    await copyFile(await footage({ seconds: 8, audio: 'aac-48k' }), path);
    const result = await write(tasks, [segment(path, 2.5, 6)]);
    await rm(path);
    await tasks.compare(output, result, decoded);
  });
});
