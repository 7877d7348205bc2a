import { describe, expect, it } from '@jest/globals';
import { readerOf } from '../byte-reader.js';
import { tablesFirst } from './tables-first.js';

const [PAT_PID, PMT_PID, VIDEO, AUDIO, OTHER] = [0, 0x1000, 0x100, 0x101, 0x102];

/** A packet that holds this, filled with 0xff. */
function packet(pid: number, hex = ''): Buffer {
  const bytes = Buffer.alloc(188, 0xff);
  Buffer.from([0x47, 0x40 | (pid >> 8), pid & 0xff, 0x10]).copy(bytes);
  bytes.write(hex, 4, 'hex');
  return bytes;
}

/** As FFmpeg writes them: one program with H.264 in 0x100 and AAC in 0x101. */
const PAT = packet(PAT_PID, '0000b00d0001c100000001f0002ab104b2');
const PMT = packet(PMT_PID, '0002b0170001c10000e100f0001be100f0000fe101f0002f44b99b');
const PICTURE = packet(VIDEO, '000001e0');
const SOUND = packet(AUDIO, '000001c0');

const view = (...packets: Buffer[]) => tablesFirst(readerOf(Buffer.concat(packets)));

describe('tablesFirst', () => {
  it.each<[string, Buffer[]]>([
    ['pictures', [PICTURE, PAT, PMT, PICTURE]],
    ['sound', [SOUND, PAT, PMT, PICTURE]],
    ['pictures between them', [PAT, PICTURE, PMT, PICTURE]],
    ['many pictures', [...Array.from({ length: 1000 }, () => PICTURE), PAT, PMT, PICTURE]],
  ])('gives a copy of tables that come after %s', (_, packets) => {
    const shown = view(...packets)!;
    const wanted = Buffer.concat([PAT, PMT, ...packets]);
    expect(shown.size).toBe(wanted.length);
    const ranges = [[0, shown.size], [0, 188], [180, 200], [376, 188], [500, 61]] as const; // prettier-ignore
    for (const [start, count] of ranges) {
      expect(shown.bytes(start, count).equals(wanted.subarray(start, start + count))).toBe(true);
    }
  });

  it.each<[string, Buffer[]]>([
    ['tables at the beginning', [PAT, PMT, PICTURE, SOUND, PAT, PMT]],
    ['another stream before the tables', [packet(OTHER), PAT, PMT, PICTURE]],
    ['no tables', [PICTURE, SOUND]],
    ['no map', [PICTURE, PAT, SOUND]],
    [
      'tables after the first megabytes',
      [...Array.from({ length: 64 * 348 }, () => PICTURE), PAT, PMT],
    ],
  ])('leaves a stream with %s as it is', (_, packets) => {
    expect(view(...packets)).toBeNull();
  });
});
