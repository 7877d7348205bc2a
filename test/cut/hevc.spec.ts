import { describe, expect, it } from '@jest/globals';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkHead } from '../../src/clips/make/check-head.js';
import { headsOf } from '../../src/clips/make/seams.js';
import { openWritten } from '../../src/cut/compare/written-clip.js';
import type { ComparedClip, CutSegment } from '../../src/cut/cut-types.js';
import { cut } from '../../src/cut/smart-cut.js';
import { nalType, NalType } from '../../src/formats/h265/nal.js';
import { joinAnnexB, splitAnnexB } from '../../src/formats/nal-units.js';
import { footage, type FootageOptions } from '../support/footage.js';
import { runFfmpeg } from '../support/footage/run-ffmpeg.js';
import { expectFrames } from './exact.js';
import { segment } from './segment.js';
import { workspace } from './workspace.js';

const FPS = 15;
const { runner, folder } = workspace();
const output = join(folder, 'clip.mp4');

const CLOSED: FootageOptions = { seconds: 8, codec: 'libx265', openGop: false, bFrames: 0 };
const OPEN: FootageOptions = { seconds: 8, codec: 'libx265', openGop: true, bFrames: 2 };
/** At 4 s, and where the source has B-frames their time moves by two frames. */
const SECOND_GROUP = 30;

const numbered = (first: number, count: number) =>
  Array.from({ length: count }, (_, i) => ({ number: first + i, pts: i / FPS }));

async function smart(options: FootageOptions, from: number, to: number): Promise<ComparedClip> {
  return cut([segment(await footage(options), from, to)], output, { runner });
}

/** The types of the NAL units of each sample, and whether it is marked for seeking. */
async function samples(): Promise<{ types: number[]; isSync: boolean }[]> {
  const clip = await openWritten(output);
  const found = [];
  for await (const { nals, isSync } of clip.pictures)
    found.push({ types: nals.map(nalType), isSync });
  clip.close();
  return found;
}

describe('A clip of HEVC', () => {
  it('has one sample entry with all parameter sets, and none in its samples', async () => {
    const options = { ...OPEN, x265Params: 'repeat-headers=1', extra: ['-tag:v', 'hev1'] };
    const { videoCodec, encodedFrames } = await smart(options, 1.2, 7);
    expect(videoCodec).toBe('hvc1.1.6.L60.90');
    const all = await samples();
    expect(all.flatMap(({ types }) => types.filter((type) => type >= NalType.vps))).toEqual([]);
    expect(all.flatMap(({ isSync }, i) => (isSync ? [i] : []))).toEqual([0, encodedFrames]);
    expect(all[encodedFrames]!.types).toEqual([NalType.blaWithLeading]);
    expect(all.slice(encodedFrames + 1).map(({ types }) => types)).toContainEqual([NalType.cra]);
    const { log } = await runFfmpeg(['-i', output, '-f', 'null', '-']);
    expect(log).toMatch(/Video: hevc \(Main\) \(hvc1/);
  });

  it.each<[string, FootageOptions]>([
    ['IDR', CLOSED],
    ['CRA', OPEN],
  ])('can begin at the keyframe before its start, without any encoding: %s', async (_, options) => {
    const path = await footage(options);
    const result = await cut([segment(path, 3.1, 6, 'copy')], output, { runner });
    expect(result).toMatchObject({ method: 'copy', encodedFrames: 0 });
    await expectFrames(output, numbered(SECOND_GROUP, 62), 60);
  });

  it('begins on a keyframe without any encoding', async () => {
    const result = await smart(CLOSED, SECOND_GROUP / FPS, 6);
    expect(result).toMatchObject({ method: 'copy', frames: 60 });
    await expectFrames(output, numbered(SECOND_GROUP, 60));
  });

  it('is encoded where no keyframe lies in the interval', async () => {
    const result = await smart(OPEN, 2.4, 3.6);
    expect(result).toMatchObject({ method: 'transcode', frames: 18 });
    await expectFrames(output, numbered(36, 18));
  });

  it('has a head whose frames are compared with those of the recording', async () => {
    for (const options of [CLOSED, OPEN, { ...OPEN, extra: ['-pix_fmt', 'yuv420p10le'] }]) {
      const [seam] = headsOf(await smart(options, 1.2, 6));
      await checkHead(runner, output, seam!);
      const { frames, gop } = seam!.head!;
      const shifted = { ...seam!, head: { frames, gop: { ...gop, skip: gop.skip - 1 } } };
      await expect(checkHead(runner, output, shifted)).rejects.toThrow(/^from 0\.000 s on, /);
    }
  });

  it('joins recordings with parts that were encoded before', async () => {
    const path = await footage(CLOSED);
    const part = join(folder, 'part.ts');
    const coding = [
      '-c:v',
      'libx265',
      '-preset',
      'fast',
      '-x265-params',
      'log-level=error:bframes=0',
    ];
    const next = await footage({ seconds: 2, startNumber: 90 });
    await runFfmpeg(['-i', next, ...coding, '-f', 'mpegts', '-y', part]);
    const whole: CutSegment = { ...segment(part, 0, 2, 'whole'), afterSeconds: 4.8 };
    for (const segments of [
      [segment(path, 1.2, 6), whole],
      [
        { ...whole, afterSeconds: null },
        { ...segment(path, 1.2, 6), afterSeconds: 2 },
      ],
    ]) {
      const result = await cut(segments, output, { runner });
      expect(result).toMatchObject({ encodedFrames: 12, frames: 102 });
      const inOrder = segments[1] === whole;
      const numbers = inOrder ? [18, 90] : [90, 18];
      const counts = inOrder ? [72, 30] : [30, 72];
      const expected = numbers.flatMap((first, i) => numbered(first, counts[i]!));
      await expectFrames(
        output,
        expected.map(({ number }, i) => ({ number, pts: i / FPS })),
      );
    }
  });

  it('keeps what the camera signed, from the first picture on that is unchanged', async () => {
    const signed = async (options: FootageOptions) => {
      const path = join(folder, 'signed.mp4');
      await writeFile(`${path}.hevc`, withSignatures(await byteStream(await footage(options))));
      const rate = ['-r', String(FPS), '-f', 'hevc', '-i', `${path}.hevc`];
      await runFfmpeg([...rate, '-c', 'copy', '-tag:v', 'hvc1', '-y', path]);
      const { parts } = await cut([segment(path, 1.2, 7.5)], output, { runner });
      const signatures = (await samples()).filter(({ types }) => types.includes(NalType.prefixSei));
      expect(signatures).toHaveLength(3);
      return parts[0]!.signed;
    };
    expect(await signed(CLOSED)).toEqual({
      fromSeconds: expect.closeTo(2),
      toSeconds: expect.closeTo(6),
    });
    expect(await signed({ ...CLOSED, openGop: true })).toEqual({
      fromSeconds: expect.closeTo(4),
      toSeconds: expect.closeTo(6),
    });
  });
});

async function byteStream(path: string): Promise<Buffer> {
  const { out } = await runFfmpeg(['-i', path, '-c', 'copy', '-f', 'hevc', '-']);
  return out;
}

/** The signature of a group of pictures precedes the next keyframe. */
const SIGNATURE = Buffer.from('4e010510005bc93f2d715e95ada4796f90877a6f80', 'hex');

function withSignatures(stream: Uint8Array): Uint8Array {
  const nals = splitAnnexB(stream);
  const isEntry = (nal: Uint8Array) =>
    nalType(nal) >= NalType.idrWithLeading && nalType(nal) <= NalType.cra;
  return joinAnnexB(nals.flatMap((nal) => (isEntry(nal) ? [SIGNATURE, nal] : [nal])));
}
