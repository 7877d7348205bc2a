import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Mp4Writer, type NewTrack } from './mp4-writer.js';
import type { Sample } from '../../formats/isobmff/write-sample-table.js';
import { audioEntry, videoEntry } from '../../formats/isobmff/write-sample-entry.js';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'event-clips-unit-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const VIDEO: NewTrack = {
  kind: 'video',
  timescale: 90_000,
  entry: videoEntry({
    ...{ width: 640, height: 360, sampleEntry: 'avc1', configurationBox: 'avcC' },
    configuration: Uint8Array.of(1, 66, 0, 30, 0xff, 0xe0, 0),
    ...{ pixelAspect: { num: 1, den: 1 }, colour: null },
  }),
  ...{ width: 640, height: 360, matrix: [1, 0, 0, 0, 1, 0, 0, 0, 1] },
  ...{ maxSamples: 100, maxChunks: 10 },
};
const AUDIO: NewTrack = {
  ...VIDEO,
  kind: 'audio',
  timescale: 48_000,
  entry: audioEntry({
    ...{ codec: 'aac', sampleRate: 48_000, channels: 2 },
    description: Uint8Array.of(0x11, 0x90),
  }),
  ...{ width: 0, height: 0 },
};

const samples = (count: number, from: number, seconds: number, fill: number): Sample[] =>
  Array.from({ length: count }, (_, i) => ({
    time: from + i * seconds,
    duration: seconds,
    isKey: i === 0,
    data: Buffer.alloc(50 + i, fill),
  }));

function write(name: string, chunks: [track: number, samples: Sample[]][]): Buffer {
  const path = join(folder, name);
  const writer = new Mp4Writer(path, [VIDEO, AUDIO], ['avc1']);
  try {
    for (const [track, chunk] of chunks) writer.writeChunk(track, chunk);
    writer.finish();
  } finally {
    writer.close();
  }
  return readFileSync(path);
}

function topBoxes(file: Buffer): string[] {
  const types: string[] = [];
  for (let at = 0; at < file.length;) {
    types.push(file.toString('latin1', at + 4, at + 8));
    const size = file.readUInt32BE(at);
    at += size === 1 ? Number(file.readBigUInt64BE(at + 8)) : size;
    expect(at).toBeLessThanOrEqual(file.length);
  }
  return types;
}

const CHUNKS: [number, Sample[]][] = [
  [0, samples(8, 0, 1 / 15, 1)],
  [1, samples(20, 0, 1024 / 48_000, 2)],
  [0, samples(8, 8 / 15, 1 / 15, 3)],
  [1, []],
];

describe('Mp4Writer', () => {
  it('writes the index first, fills up the space left for it, and ends with the samples', () => {
    expect(topBoxes(write('order.mp4', CHUNKS))).toEqual(['ftyp', 'moov', 'free', 'mdat']);
  });

  it('points the index at the chunks', () => {
    const file = write('chunks.mp4', CHUNKS);
    const offsets = [...file.toString('latin1').matchAll(/stco/g)].map(({ index }) =>
      Array.from({ length: file.readUInt32BE(index + 8) }, (_, i) =>
        file.readUInt32BE(index + 12 + i * 4),
      ),
    );
    expect(offsets.map((track) => track.map((offset) => file[offset]))).toEqual([[1, 3], [2]]);
  });

  it('writes equal files for equal clips', () => {
    expect(write('one.mp4', CHUNKS).equals(write('other.mp4', CHUNKS))).toBe(true);
  });

  it('has enough space for an index in which nothing repeats', () => {
    const uneven = Array.from({ length: 100 }, (_, i) => ({
      ...{ time: i + (i % 3) * 0.1, duration: 0.5, isKey: i % 2 === 0 },
      data: Buffer.alloc(1 + (i % 7), 9),
    }));
    const chunks = uneven.flatMap((_, i): [number, Sample[]][] =>
      i % 10 === 0
        ? [
            [0, uneven.slice(i, i + 10)],
            [1, uneven.slice(i, i + 10)],
          ]
        : [],
    );
    expect(topBoxes(write('uneven.mp4', chunks))).toEqual(['ftyp', 'moov', 'free', 'mdat']);
  });

  it('leaves space for the samples and the chunks that were announced, and no less', () => {
    const space = (maxSamples: number, maxChunks: number) => {
      const path = join(folder, 'space.mp4');
      const writer = new Mp4Writer(path, [{ ...VIDEO, maxSamples, maxChunks }], []);
      try {
        for (let i = 0; i < 40; i++) writer.writeChunk(0, samples(1, i, 0.5 + i / 100, 1));
        writer.finish();
      } finally {
        writer.close();
      }
      const file = readFileSync(path);
      return file.indexOf('mdat') - file.indexOf('moov');
    };
    expect(space(40, 100) - space(40, 40)).toBe(60 * (space(40, 41) - space(40, 40)));
    expect(space(100, 40)).not.toBe(space(40, 100));
    expect(() => space(1, 1)).toThrow(RangeError);
  });

  it('leaves no file open', () => {
    const openFiles = () => readdirSync('/dev/fd').length;
    const before = openFiles();
    write('closed.mp4', CHUNKS);
    expect(openFiles()).toBe(before);
  });
});
