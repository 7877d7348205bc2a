import { describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cut } from '../../src/cut/smart-cut.js';
import { footage, type FootageOptions, type NumberedFrame } from '../support/footage.js';
import { runFfmpeg } from '../support/footage/run-ffmpeg.js';
import { expectExact, expectFrames, sourceFrames } from './exact.js';
import { segment } from './segment.js';
import { workspace } from './workspace.js';

const { runner, folder } = workspace();
const output = join(folder, 'clip.mp4');

async function damaged(
  options: FootageOptions,
  damage: (bytes: Buffer) => Buffer,
): Promise<string> {
  const path = join(folder, `source.${options.container ?? 'mp4'}`);
  await writeFile(path, damage(await readFile(await footage({ seconds: 8, ...options }))));
  return path;
}

const TS_PACKET = 188;
const VIDEO_PID = 0x100;

function* videoPackets(bytes: Buffer): Generator<{ at: number; begins: boolean; full: boolean }> {
  for (let at = 0; at + TS_PACKET <= bytes.length; at += TS_PACKET) {
    const head = bytes.readUInt32BE(at);
    if (((head >> 8) & 0x1fff) !== VIDEO_PID) continue;
    yield { at, begins: (head & 0x400000) !== 0, full: (head & 0x20) === 0 };
  }
}

function picturesIn(bytes: Buffer): number {
  return [...videoPackets(bytes)].filter(({ begins }) => begins).length;
}

/** The end of a complete picture whose last packet has no stuffing. */
function endOfFullPicture(bytes: Buffer): number {
  const packets = [...videoPackets(bytes)];
  const next = packets.findIndex(({ begins }, i) => i > 100 && begins && packets[i - 1]!.full);
  return packets[next - 1]!.at + TS_PACKET;
}

const smart = (path: string, from: number, to: number) =>
  cut([segment(path, from, to)], output, { runner });

const share = (part: number) => (bytes: Buffer) =>
  bytes.subarray(0, Math.floor(bytes.length * part));

const HEVC = { codec: 'libx265', openGop: true, bFrames: 2 } as const;
const FRAGMENTED = ['-movflags', 'frag_keyframe+empty_moov'];

describe('Footage that was cut short', () => {
  it.each<[string, FootageOptions, (bytes: Buffer) => Buffer]>([
    ['fragmented MP4 inside mdat', { extra: FRAGMENTED }, share(0.7)],
    [
      'fragmented MP4 inside moof',
      { extra: FRAGMENTED },
      (bytes) => bytes.subarray(0, bytes.lastIndexOf('moof') + 20),
    ],
    ['MPEG-TS', { container: 'ts' }, share(0.7)],
    [
      'MPEG-TS at a packet',
      { container: 'ts' },
      (b) => b.subarray(0, 188 * Math.floor(b.length / 188 / 2)),
    ],
    ['MPEG-TS with B-frames', { container: 'ts', bFrames: 2 }, share(0.61)],
    ['Matroska', { container: 'mkv' }, share(0.7)],
    ['HEVC in MPEG-TS', { ...HEVC, bFrames: 0, container: 'ts' }, share(0.61)],
    ['HEVC in Matroska', { ...HEVC, container: 'mkv' }, share(0.7)],
    ['FLV', { container: 'flv' }, share(0.7)],
    ['AVI', { container: 'avi' }, share(0.7)],
  ])('is cut as far as it can be read: %s', async (_, options, damage) => {
    const path = await damaged(options, damage);
    const complete = await sourceFrames(await footage({ seconds: 8, ...options }));
    await smart(path, 1.5, 8);
    const start = complete.findIndex(({ pts }) => pts >= 1.5);
    const expected = complete
      .slice(start)
      .map(({ number, pts }): NumberedFrame => ({ number, pts: pts - complete[start]!.pts }));
    const count = await expectFrames(output, expected, 15);
    expect(count).toBeLessThan(expected.length);
  });

  it('keeps its last picture if the last packet happens to be full', async () => {
    const options = { seconds: 40, container: 'ts' as const };
    const path = await damaged(options, (bytes) => bytes.subarray(0, endOfFullPicture(bytes)));
    const complete = await sourceFrames(await footage(options));
    const window = { from: 0, to: 40 };
    const result = await smart(path, window.from, window.to);
    expect(result.frames).toBe(picturesIn(await readFile(path)));
    await expectFrames(output, complete, result.frames);
  });

  it('is cut if it is MP4 with its index first and has the packets of the interval', async () => {
    const faststart = { extra: ['-movflags', '+faststart'] };
    const path = await damaged(faststart, share(0.7));
    await smart(path, 1, 3);
    await expectFrames(
      output,
      (await sourceFrames(await footage({ seconds: 2 }))).map(({ number, pts }) => ({
        number: number! + 15,
        pts,
      })),
    );
    await expect(smart(path, 1, 8)).rejects.toMatchObject({ obstacle: 'damaged' });
  });

  it.each<[string, FootageOptions, (bytes: Buffer) => Buffer]>([
    ['MP4 without its index', {}, share(0.5)],
    ['an empty file', {}, share(0)],
    ['the first bytes of MP4', {}, (bytes) => bytes.subarray(0, 40)],
    ['the first bytes of Matroska', { container: 'mkv' }, (bytes) => bytes.subarray(0, 60)],
    ['the first bytes of FLV', { container: 'flv' }, (bytes) => bytes.subarray(0, 60)],
    [
      'MP4 whose index is noise',
      { extra: ['-movflags', '+faststart'] },
      (bytes) => {
        const noisy = Buffer.from(bytes);
        for (let at = bytes.indexOf('stbl') + 4, i = 0; i < 400; i++)
          noisy[at + i] = (i * 89) & 0xff;
        return noisy;
      },
    ],
  ])('is left to FFmpeg: %s', async (_, options, damage) => {
    const path = await damaged(options, damage);
    await expect(smart(path, 1, 3)).rejects.toMatchObject({ code: 'SMART_CUT_NOT_POSSIBLE' });
  });

  it('is not disturbed by a file that grows meanwhile', async () => {
    const path = await damaged({ container: 'ts' }, share(0.6));
    const growing = setInterval(() => void appendFile(path, Buffer.alloc(188, 0x47)), 1);
    try {
      await smart(path, 1, 3);
    } finally {
      clearInterval(growing);
    }
    await expectFrames(
      output,
      (await sourceFrames(await footage({ seconds: 2 }))).map(({ number, pts }) => ({
        number: number! + 15,
        pts,
      })),
    );
  });
});

describe('Footage that cannot be cut without encoding', () => {
  it.each<[string, FootageOptions, string]>([
    ['MPEG-4 part 2', { codec: 'mpeg4' }, 'codec'],
    ['MJPEG', { codec: 'mjpeg', container: 'mov' }, 'codec'],
    ['B-frames in AVI', { container: 'avi', bFrames: 2 }, 'no_times'],
    ['MPEG-4 part 2 in AVI', { container: 'avi', codec: 'mpeg4' }, 'container'],
    ['open GOP', { openGop: true, bFrames: 2, gopSeconds: 0.2 }, 'no_keyframe'],
    ['intra refresh', { intraRefresh: true, gopSeconds: 0.2 }, 'no_keyframe'],
    ['4:2:2 in HEVC', { ...HEVC, extra: ['-pix_fmt', 'yuv422p'] }, 'pixel_format'],
    ['HEVC in AVI', { ...HEVC, container: 'avi' }, 'container'],
    ['ten bits', { extra: ['-pix_fmt', 'yuv420p10le'] }, 'pixel_format'],
    ['4:4:4', { extra: ['-pix_fmt', 'yuv444p'] }, 'pixel_format'],
  ])('is refused with the obstacle: %s', async (_, options, obstacle) => {
    const path = await footage({ seconds: 8, ...options });
    await expect(smart(path, 3.1, 6)).rejects.toMatchObject({ obstacle });
  });

  it.each<[string, FootageOptions]>([
    ['open GOP', { openGop: true, bFrames: 2 }],
    ['open GOP in MPEG-TS', { openGop: true, bFrames: 2, container: 'ts' }],
    ['intra refresh', { intraRefresh: true }],
    ['intra refresh in MPEG-TS', { intraRefresh: true, container: 'ts' }],
    ['a GOP longer than the interval', { gopSeconds: 8 }],
  ])('is encoded exactly if nothing can be copied: %s', async (_, options) => {
    const path = await footage({ seconds: 8, ...options });
    const result = await smart(path, 3.1, 6);
    expect(result).toMatchObject({ method: 'transcode', copiedFrames: 0, frames: 43 });
    await expectExact(output, result, path, { from: 3.1, to: 6 });
  });

  it('is refused if parameter sets change inside the file', async () => {
    const parts = [
      await footage({ seconds: 4, container: 'ts' }),
      await footage({
        seconds: 4,
        container: 'ts',
        profile: 'baseline',
        extra: ['-output_ts_offset', '4'],
      }),
    ];
    const path = join(folder, 'changing.ts');
    await writeFile(path, Buffer.concat(await Promise.all(parts.map((part) => readFile(part)))));
    await expect(smart(path, 1, 7)).rejects.toMatchObject({ obstacle: 'parameter_sets' });
  });

  it('is cut exactly although packets are wrongly marked as keyframes', async () => {
    // Every frame of this file is marked as a keyframe, since its index has no `stss`.
    const path = await damaged({ extra: ['-movflags', '+faststart'] }, (bytes) => {
      const lying = Buffer.from(bytes);
      lying.write('free', bytes.indexOf('stss'), 'latin1');
      return lying;
    });
    await smart(path, 2.5, 6);
    const frames = await sourceFrames(await footage({ seconds: 8 }));
    await expectFrames(
      output,
      frames.slice(38, 90).map(({ number }, i) => ({ number, pts: i / 15 })),
    );
  });

  it('is refused if the codec changes inside an MP4', async () => {
    const path = join(folder, 'two.mp4');
    const list = join(folder, 'list.txt');
    const parts = [await footage({ seconds: 3 }), await footage({ seconds: 3, size: '640x360' })];
    await writeFile(list, parts.map((part) => `file '${part}'\n`).join(''));
    await promisify(execFile)('ffmpeg', [
      '-v',
      'error',
      '-f',
      'concat',
      '-safe',
      '0',
      '-i',
      list,
      '-c',
      'copy',
      path,
    ]);
    await expect(smart(path, 1, 5)).rejects.toMatchObject({ code: 'SMART_CUT_NOT_POSSIBLE' });
  });
});

describe('A cut', () => {
  it('shows one frame if the interval is an instant', async () => {
    const path = await footage({ seconds: 8 });
    const result = await smart(path, 3.05, 3.05);
    expect(result.frames).toBe(1);
    await expectFrames(output, [{ number: 45, pts: 0 }]);
  });

  it('encodes nothing when it may start at a keyframe', async () => {
    const path = await footage({ seconds: 8 });
    const result = await cut([segment(path, 3, 5, 'copy')], output, { runner });
    expect(result).toMatchObject({ method: 'copy', frames: 45, encodedFrames: 0 });
    expect(result.parts[0]!.runs).toEqual([{ fromSeconds: 2, toSeconds: 5 }]);
  });

  it('does not start at a keyframe that an edit list hides', async () => {
    const path = join(folder, 'edited.mp4');
    const whole = await footage({ seconds: 8 });
    await runFfmpeg(['-ss', '2.6', '-i', whole, '-c', 'copy', '-y', path]);
    const result = await cut([segment(path, 0.4, 2.4, 'copy')], output, { runner });
    expect(result).toMatchObject({ method: 'smart', frames: 30, encodedFrames: 15 });
    await expectFrames(
      output,
      Array.from({ length: 30 }, (_, i) => ({ number: 45 + i, pts: i / 15 })),
    );
  });

  it('ends when it is aborted, and when its time is over', async () => {
    const path = await footage({ seconds: 8 });
    const segments = [segment(path, 2.5, 6)];
    const signal = AbortSignal.timeout(1);
    await expect(cut(segments, output, { runner, signal })).rejects.toMatchObject({
      name: 'TimeoutError',
    });
    await expect(cut(segments, output, { runner, timeoutMs: 1 })).rejects.toMatchObject({
      code: 'TIMED_OUT',
    });
    const result = await cut(segments, output, { runner });
    expect(result.frames).toBe(52);
  });

  it('says that the disk is full', async () => {
    const path = await footage({ seconds: 8 });
    await expect(cut([segment(path, 2, 6)], '/dev/full', { runner })).rejects.toMatchObject({
      code: 'NO_SPACE',
    });
  });
});
