import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CutTasks } from '../../src/cut/worker/cut-tasks.js';
import type { CutSegment } from '../../src/cut/cut-types.js';
import { SourceFile } from '../../src/cut/source/source-file.js';
import { Sources } from '../../src/cut/source/sources.js';
import { beginningOf } from '../../src/formats/byte-reader.js';
import { readableSize } from '../../src/formats/isobmff/readable-size.js';
import { windowIndex } from '../../src/formats/isobmff/window/window-index.js';
import { footage, type FootageOptions } from '../support/footage.js';
import { runFfmpeg } from '../support/footage/run-ffmpeg.js';
import { seeded, seededBy } from '../support/seeded.js';
import { segment } from './segment.js';

const SECONDS = 90;
const WINDOWS = 2;
const SMALL: FootageOptions = { seconds: SECONDS, fps: 10, size: '160x90' };

let folder: string;
let output: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'event-clips-index-'));
  output = join(folder, 'clip.mp4');
});
afterAll(() => rm(folder, { recursive: true }));

/** The plan of a cut, and the bytes that it writes if nothing has to be encoded. */
async function cutWith(minIndexBytes: number, segments: CutSegment[]) {
  const tasks = new CutTasks(() => undefined, new Sources(minIndexBytes));
  try {
    const plan = await tasks.plan(segments, true);
    if ('lastGop' in plan) throw new Error('nothing doubtful in MP4');
    const isCopied = plan.heads.length === 0 && plan.audio !== 'encoded';
    const result = isCopied ? await tasks.write(output, new Map(), null) : null;
    return { plan, result, bytes: result && (await readFile(output)) };
  } finally {
    await tasks.close();
  }
}

async function indexOf(path: string, fromSeconds: number, toSeconds: number) {
  const file = SourceFile.open(path);
  try {
    const whole = beginningOf(file, await readableSize(file));
    return await windowIndex(whole, { fromSeconds, toSeconds }, 0);
  } finally {
    file.close();
  }
}

function windows(name: string): { from: number; to: number }[] {
  const random = seededBy(name, 11);
  const places = Array.from({ length: WINDOWS }, () => Math.round(random() * 80_000) / 1000);
  return [0, ...places].map((from) => ({ from, to: from + 5 }));
}

describe('The part of a long index around an interval', () => {
  it.each<[string, FootageOptions]>([
    ['MP4', {}],
    ['sound', { audio: 'aac-48k' }],
    ['sound that is encoded', { audio: 'aac-16k' }],
    ['B-frames and sound', { bFrames: 2, audio: 'aac-48k' }],
    ['a variable frame rate with B-frames', { vfr: true, bFrames: 2 }],
    ['MOV', { container: 'mov', audio: 'aac-48k' }],
    ['a late start', { audio: 'aac-48k', extra: ['-output_ts_offset', '3'] }],
    ['the index at the end', { audio: 'aac-48k', extra: ['-movflags', '0'] }],
    ['the index first', { audio: 'aac-48k', extra: ['-movflags', '+faststart'] }],
    ['a long GOP', { gopSeconds: 30 }],
  ])('gives the same clips of %s', async (name, options) => {
    const path = await footage({ ...SMALL, ...options });
    for (const { from, to } of windows(name)) {
      const index = await indexOf(path, from, to);
      expect(index!.bytes.length).toBeLessThan((await stat(path)).size);
      for (const method of ['smart', 'copy'] as const) {
        const segments = [segment(path, from, to, method)];
        expect(await cutWith(0, segments)).toEqual(await cutWith(Infinity, segments));
      }
    }
  });

  it('serves several segments of one file', async () => {
    const path = await footage({ ...SMALL, audio: 'aac-48k' });
    const segments = [segment(path, 10, 12, 'copy'), segment(path, 40, 42), segment(path, 70, 72)];
    expect(await cutWith(0, segments)).toEqual(await cutWith(Infinity, segments));
  });

  it('gives the same clips of a file whose beginning an edit list leaves out', async () => {
    const source = await footage({ ...SMALL, fps: 30, gopSeconds: 4, audio: 'aac-48k' });
    const path = join(folder, 'edited.mp4');
    await runFfmpeg(['-v', 'error', '-ss', '3.9', '-i', source, '-c', 'copy', '-y', path]);
    expect((await readFile(path, 'latin1')).includes('elst')).toBe(true);
    for (const from of [0, 70, 75]) {
      const segments = [segment(path, from, from + 5)];
      expect(await indexOf(path, from, from + 5)).not.toBeNull();
      expect(await cutWith(0, segments)).toEqual(await cutWith(Infinity, segments));
    }
  });

  it('is a small part of the index', async () => {
    const path = await footage({ ...SMALL, audio: 'aac-48k' });
    const index = await indexOf(path, 60, 61);
    const frames = await indexOf(path, 0, SECONDS);
    expect(index!.bytes.length).toBeLessThan(frames!.bytes.length / 2);
  });

  it.each<[string, FootageOptions]>([
    ['fragments', { extra: ['-movflags', 'frag_keyframe+empty_moov'] }],
    ['uncompressed sound', { audio: 'pcm_s16le', container: 'mov' }],
    ['a very late start', { extra: ['-output_ts_offset', '30'] }],
    ['Matroska', { container: 'mkv' }],
  ])('is not used for a file with %s', async (_, options) => {
    const path = await footage({ ...SMALL, ...options });
    expect(await indexOf(path, 10, 20)).toBeNull();
  });

  it('is not used for a file that was cut short', async () => {
    const path = await footage({ ...SMALL, extra: ['-movflags', '+faststart'] });
    const file = SourceFile.open(path);
    try {
      const shorter = beginningOf(file, file.size - 1000);
      expect(await windowIndex(shorter, { fromSeconds: 0, toSeconds: 5 }, 0)).toBeNull();
    } finally {
      file.close();
    }
  });

  it('is found or given up in limited time, without an error, in a damaged index', async () => {
    const whole = await readFile(await footage({ ...SMALL, bFrames: 2, audio: 'aac-48k' }));
    const moov = whole.lastIndexOf('moov') - 4;
    const length = whole.readUInt32BE(moov);
    const path = join(folder, 'damaged.mp4');
    const random = seeded(5);
    const pick = (below: number) => Math.floor(random() * below);
    for (let round = 0; round < 150; round++) {
      const damaged = Buffer.from(whole);
      for (let i = 0; i < 4; i++) damaged[moov + 8 + pick(length - 8)] = pick(256);
      await writeFile(path, damaged);
      const began = process.cpuUsage();
      await expect(indexOf(path, pick(SECONDS), SECONDS)).resolves.toBeDefined();
      // CPU time, which other processes do not affect.
      const { user, system } = process.cpuUsage(began);
      expect((user + system) / 1000).toBeLessThan(10_000);
    }
  });
});
