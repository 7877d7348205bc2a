import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BlockingReader, readerOf } from '../../formats/byte-reader.js';
import { all, type Boxes, contentOf, inside, one, boxesIn } from '../../formats/isobmff/boxes.js';
import type { Sample } from '../../formats/isobmff/write-sample-table.js';
import type { ClipAudio } from '../audio/clip-audio.js';
import type { Colour } from '../codec/codec.js';
import { withoutHoles } from '../plan/clip-line.js';
import { findFrames } from '../plan/find-frames.js';
import type { VideoStream } from '../source/video-stream.js';
import { lettersCodec, lettersStream } from '../testing/letters-codec.js';
import { SignedGops } from './signed-gops.js';
import type { ReadySegment } from './video-samples.js';
import { frameCount, writeClip } from './write-clip.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'event-clips-unit-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const UNKNOWN = { fullRange: null, primaries: null, transfer: null, matrix: null };

/** A segment of these pictures that begins at `at` seconds of the clip. */
async function segment(
  pictures: string,
  [from, to]: [number, number],
  at = 0,
  colour: Colour = UNKNOWN,
): Promise<ReadySegment> {
  const answer = (value: unknown) => () => Promise.resolve(value);
  const track = {
    getDecoderConfig: answer({ codedWidth: 720, codedHeight: 576 }),
    getPixelAspectRatio: answer({ num: 16, den: 15 }),
    getTransformationMatrix: answer([0, 1, 0, -1, 0, 0, 0, 0, 1]),
  };
  const stream = { ...lettersStream(pictures), source: { video: { track } }, lengthSize: null };
  const { runs, ...found } = await findFrames(stream, { from, to, until: to });
  const { head, coding } = found;
  return {
    ...{ ...found, stream: stream as unknown as VideoStream },
    ...{ runs: withoutHoles(runs, at - from), coding: { ...coding, colour } },
    signed: new SignedGops(stream.codec),
    encoded: head && { sets: [], frames: head.times.map((time) => [Buffer.from(`E${time}`)]) },
  };
}

/** Sound in packets of a quarter of a second. */
function sound(count: number): ClipAudio {
  return {
    format: {
      ...{ codec: 'aac', sampleRate: 48_000, channels: 2, hasHeaders: false },
      description: Uint8Array.of(0x11, 0x90),
    },
    maxPackets: count,
    // eslint-disable-next-line @typescript-eslint/require-await -- it stands for reading a file
    async *samples(): AsyncGenerator<Sample> {
      for (let i = 0; i < count; i++) {
        const data = Buffer.from(`a${i}`);
        yield { time: i * 0.25, duration: 0.25, isKey: true, data };
      }
    },
  };
}

interface Clip {
  bytes: Buffer;
  tracks: { trak: Boxes; chunks: string[][] }[];
  /** What is in `mdat`, in order. */
  order: string;
}

async function clipOf(segments: ReadySegment[], audio: ClipAudio | null): Promise<Clip> {
  const path = join(folder, 'clip.mp4');
  let frames = 0;
  const track = lettersCodec.trackCodec([]);
  await writeClip(
    path,
    segments,
    { track, inBand: false, tailSetIds: segments.map(() => null) },
    audio,
    () => frames++,
  );
  expect(frames).toBe(segments.reduce((sum, each) => sum + frameCount(each), 0));
  const bytes = readFileSync(path);
  const reader = readerOf(bytes);
  const top = await boxesIn(reader, 0, bytes.length);
  expect(top.map(({ type }) => type)).toEqual(['ftyp', 'moov', 'free', 'mdat']);
  const tracks = [];
  for (const trak of all(await inside(reader, one(top, 'moov')), 'trak')) {
    const boxes = await inside(reader, trak);
    tracks.push({ trak: boxes, chunks: await chunksOf(reader, boxes) });
  }
  const mdat = one(top, 'mdat');
  return { bytes, tracks, order: bytes.toString('latin1', mdat.content, mdat.end) };
}

/** The samples of a track as text, chunk by chunk (ISO/IEC 14496-12, 8.7). */
async function chunksOf(reader: BlockingReader, trak: Boxes): Promise<string[][]> {
  let boxes = trak;
  for (const type of ['mdia', 'minf', 'stbl']) boxes = await inside(reader, one(boxes, type));
  const rows = async (type: string) => {
    const content = await contentOf(reader, one(boxes, type));
    return Array.from({ length: content.length / 4 - 1 }, (_, i) =>
      content.readUInt32BE(4 + 4 * i),
    );
  };
  const [, , ...sizes] = await rows('stsz');
  const [, ...runs] = await rows('stsc');
  const [, ...offsets] = await rows('stco');
  let next = 0;
  return offsets.map((offset, i) => {
    let count = 0;
    for (let at = 0; at < runs.length; at += 3) if (runs[at]! <= i + 1) count = runs[at + 1]!;
    let at = offset;
    return sizes.slice(next, (next += count)).map((size) => {
      const text = Buffer.from(reader.bytes(at, size)).toString('latin1');
      at += size;
      return text.replace(/^\0\0\0./, '');
    });
  });
}

describe('writeClip', () => {
  it('writes the frames of all segments one after the other', async () => {
    const segments = [
      await segment('I0 P1 P2 I3 P4', [1, 5]),
      await segment('I0 P1 I2', [0, 3], 4),
    ];
    const { tracks } = await clipOf(segments, null);
    expect(tracks.map(({ chunks }) => chunks.flat())).toEqual([
      ['E1', 'E2', 'I3', 'P4', 'I0', 'P1', 'I2'],
    ]);
  });

  it('puts picture and sound of each half second together, and ends with the longer', async () => {
    const { tracks, order } = await clipOf([await segment('I0 P1', [0, 2])], sound(11));
    expect(tracks.map(({ chunks }) => chunks)).toEqual([
      [['I0'], ['P1']],
      [['a0', 'a1'], ['a2', 'a3'], ['a4', 'a5'], ['a6', 'a7'], ['a8', 'a9'], ['a10']],
    ]);
    expect(order.replace(/\0\0\0./g, '')).toBe('I0a0a1a2a3P1a4a5a6a7a8a9a10');
    const short = await clipOf([await segment('I0 P1 P2', [0, 3])], sound(1));
    expect(short.order.replace(/\0\0\0./g, '')).toBe('I0a0P1P2');
  });

  const KNOWN = { fullRange: true, primaries: 1, transfer: 6, matrix: 5 };
  it.each<[string, Colour, string | null]>([
    ['known', KNOWN, '6e636c78' + '000100060005' + '80'],
    ['of unknown range', { ...KNOWN, fullRange: null }, '6e636c78' + '000100060005' + '00'],
    ['of unknown primaries', { ...KNOWN, primaries: null }, null],
    ['of unknown transfer', { ...KNOWN, transfer: null }, null],
    ['of an unknown matrix', { ...KNOWN, matrix: null }, null],
  ])(
    'describes pictures whose colours are %s as the first recording does',
    async (_, colour, expected) => {
      const { bytes, tracks } = await clipOf([await segment('I0 P1', [0, 2], 0, colour)], null);
      const at = bytes.indexOf('colr');
      expect(at === -1 ? null : bytes.toString('hex', at + 4, at + 4 + 11)).toBe(expected);
      const tkhd = await contentOf(readerOf(bytes), one(tracks[0]!.trak, 'tkhd'));
      expect([...[0, 1, 3, 4].map((i) => tkhd.readInt32BE(40 + 4 * i))]).toEqual([
        0, 0x10000, -0x10000, 0,
      ]);
      expect([tkhd.readUInt32BE(76), tkhd.readUInt32BE(80)]).toEqual([
        768 * 0x10000,
        576 * 0x10000,
      ]);
      const entry = bytes.indexOf('lttr');
      expect([bytes.readUInt16BE(entry + 28), bytes.readUInt16BE(entry + 30)]).toEqual([720, 576]);
    },
  );

  it('refuses a segment that ends before its last frame begins', async () => {
    const broken = await segment('I0 P1 P2', [0, 3]);
    const segments = [{ ...broken, runs: [{ shiftSeconds: 0, fromSeconds: 0, toSeconds: 2 }] }];
    await expect(clipOf(segments, null)).rejects.toMatchObject({ obstacle: 'timestamps' });
  });
});
