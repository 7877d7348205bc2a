import { describe, expect, it } from '@jest/globals';
import { readerOf } from '../byte-reader.js';
import { contentOf, inside, type IsoBox, one } from './boxes.js';
import { fileTypeBox, maxMovieBytes, movieBox, type Track, UNTURNED } from './write-movie.js';
import { SampleTable } from './write-sample-table.js';

const ENTRY = Buffer.from('0000000c' + '61766331' + '01020304', 'hex');

function trackOf(fields: Partial<Track> = {}, seconds = 2): Track {
  const timescale = fields.timescale ?? 15_360;
  const table = new SampleTable(timescale, 1);
  table.addChunk(999, [{ time: 0, duration: seconds, isKey: true, data: Buffer.alloc(5) }]);
  return { kind: 'video', timescale, entry: ENTRY, width: 640, height: 360, matrix: UNTURNED, table, ...fields }; // prettier-ignore
}

/** The content of the box at a path such as `trak.mdia.mdhd`, as hexadecimal digits. */
async function at(moov: Buffer, path: string, track = 0): Promise<string> {
  const reader = readerOf(moov);
  let here: IsoBox = { type: 'moov', start: 0, content: 8, end: moov.length };
  for (const type of path.split('.')) {
    const boxes = await inside(reader, here);
    here = type === 'trak' ? boxes.filter((box) => box.type === type)[track]! : one(boxes, type);
  }
  return (await contentOf(reader, here)).toString('hex');
}

const MATRIX = '00010000' + '0'.repeat(24) + '00010000' + '0'.repeat(24) + '40000000';
const zeros = (bytes: number) => '00'.repeat(bytes);
const hex = (value: number, bytes = 4) => value.toString(16).padStart(bytes * 2, '0');

describe('movieBox', () => {
  const video = trackOf();
  const audio = trackOf({ kind: 'audio', timescale: 48_000, width: 0, height: 0 }, 1.5);
  const moov = movieBox([video, audio]);

  // ISO/IEC 14496-12: 8.2.2, 8.3.2, 8.4.2, 8.4.3, 8.4.5, 8.7.2, 8.5.2.
  it.each<[string, number, string]>([
    ['mvhd', 0, zeros(12) + hex(90_000) + hex(180_000) + '00010000' + '0100' + zeros(10) + MATRIX + zeros(24) + hex(3)], // prettier-ignore
    ['trak.tkhd', 0, '00000003' + zeros(8) + hex(1) + zeros(4) + hex(180_000) + zeros(16) + MATRIX + hex(640 << 16) + hex(360 << 16)], // prettier-ignore
    ['trak.tkhd', 1, '00000003' + zeros(8) + hex(2) + zeros(4) + hex(135_000) + zeros(8) + zeros(4) + '01000000' + MATRIX + zeros(8)], // prettier-ignore
    ['trak.mdia.mdhd', 0, zeros(12) + hex(15_360) + hex(30_720) + '55c40000'],
    ['trak.mdia.mdhd', 1, zeros(12) + hex(48_000) + hex(72_000) + '55c40000'],
    ['trak.mdia.hdlr', 0, zeros(8) + '76696465' + zeros(13)],
    ['trak.mdia.hdlr', 1, zeros(8) + '736f756e' + zeros(13)],
    ['trak.mdia.minf.vmhd', 0, '00000001' + zeros(8)],
    ['trak.mdia.minf.smhd', 1, zeros(8)],
    ['trak.mdia.minf.dinf.dref', 0, zeros(4) + hex(1) + '0000000c' + '75726c20' + '00000001'],
    ['trak.mdia.minf.stbl.stsd', 0, zeros(4) + hex(1) + ENTRY.toString('hex')],
  ])('writes %s of track %d', async (path, track, expected) => {
    expect(await at(moov, path, track)).toBe(expected);
  });

  it('writes a matrix in its two kinds of fixed point', async () => {
    const turned = movieBox([trackOf({ matrix: [0, 1, 0, -1, 0, 0, 360, 0, 1] })]);
    const expected =
      zeros(4) + '00010000' + zeros(4) + 'ffff0000' + zeros(8) + '01680000' + zeros(4) + '40000000';
    expect((await at(turned, 'trak.tkhd')).slice(80, 152)).toBe(expected);
  });

  it('delays a track by an edit that shows nothing', async () => {
    const late = movieBox([trackOf({ delaySeconds: 1.5 }, 2)]);
    const edit = (duration: number, time: string) => hex(duration, 8) + time + '00010000';
    expect(await at(late, 'trak.edts.elst')).toBe(
      '01000000' + hex(2) + edit(135_000, 'f'.repeat(16)) + edit(180_000, zeros(8)),
    );
    expect(late.length).toBe(movieBox([trackOf()]).length + 64);
  });

  it.each([
    ['32 bits', 0xffffffff, '00', 100],
    ['64 bits', 0x100000000, '01', 112],
  ])('gives a duration %s where it needs them', async (_, ticks, version, mvhdBytes) => {
    const table = new SampleTable(90_000, 1);
    const whole = { time: 0, duration: ticks / 90_000, isKey: true, data: Buffer.alloc(1) };
    table.addChunk(1, [whole]);
    const mvhd = await at(movieBox([trackOf({ timescale: 90_000, table })]), 'mvhd');
    expect([mvhd.slice(0, 2), mvhd.length / 2]).toEqual([version, mvhdBytes]);
    expect(mvhd).toContain(ticks.toString(16).padStart(version === '01' ? 16 : 8, '0'));
  });

  it('is as long as announced, at most', () => {
    const tables = [video, audio].reduce((sum) => sum + SampleTable.maxBytes(1, 1), 0);
    expect(moov.length).toBeLessThanOrEqual(maxMovieBytes([video, audio]) + tables);
  });
});

describe('fileTypeBox', () => {
  it('has the brands of the file and of its codecs', () => {
    const content = fileTypeBox(['avc1']).subarray(8);
    expect(content.toString('latin1', 0, 4)).toBe('isom');
    expect(content.readUInt32BE(4)).toBe(0x200);
    expect(content.toString('latin1', 8)).toBe('isomiso4avc1mp41');
  });
});
