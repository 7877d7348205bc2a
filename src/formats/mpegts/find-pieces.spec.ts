import { describe, expect, it } from '@jest/globals';
import type { ByteReader } from '../byte-reader.js';
import type { FilePiece } from '../file-piece.js';
import { findPieces } from './find-pieces.js';
import { CLOCK, WRAP } from './pes.js';

const PACKET = 188;
const VIDEO = 0x100;
const AUDIO = 0x101;
const MAP = 0x1000;

function packet(pid: number, payload: Buffer, { begins = true, isEntry = false } = {}): Buffer {
  const flags = isEntry ? 0x40 : 0;
  const field = PACKET - 4 - payload.length;
  const head = [0x47, (begins ? 0x40 : 0) | (pid >> 8), pid & 0xff, field > 0 ? 0x30 : 0x10];
  const stuffing = Buffer.alloc(Math.max(0, field), 0xff);
  if (field > 0) stuffing[0] = field - 1;
  if (field > 1) stuffing[1] = flags;
  return Buffer.concat([Buffer.from(head), stuffing, payload]);
}

/** A time stamp after a mark of four bits (ISO/IEC 13818-1, 2.4.3.6). */
function stamp(mark: number, seconds: number): number[] {
  const ticks = ((Math.round(seconds * CLOCK) % WRAP) + WRAP) % WRAP;
  const [high, middle, low] = [
    Math.floor(ticks / 2 ** 30),
    Math.floor(ticks / 2 ** 15) & 0x7fff,
    ticks & 0x7fff,
  ];
  return [
    (mark << 4) | (high << 1) | 1,
    middle >> 7,
    ((middle & 0x7f) << 1) | 1,
    low >> 7,
    ((low & 0x7f) << 1) | 1,
  ];
}

interface Frame {
  pid?: number;
  /** When it is decoded. */
  at: number;
  /** When it is shown; left out: when it is decoded. */
  shown?: number;
  isEntry?: boolean;
  /** Packets after its first. */
  more?: number;
}

function frame({ pid = VIDEO, at, shown, isEntry = false, more = 0 }: Frame): Buffer {
  const id = pid === AUDIO ? 0xc0 : 0xe0;
  const times = shown === undefined ? stamp(2, at) : [...stamp(3, shown), ...stamp(1, at)];
  const flags = shown === undefined ? 0x80 : 0xc0;
  const header = Buffer.from([0, 0, 1, id, 0, 0, 0x80, flags, times.length, ...times, 9, 9]);
  const rest = packet(pid, Buffer.alloc(PACKET - 4, 9), { begins: false });
  return Buffer.concat([packet(pid, header, { isEntry }), ...Array<Buffer>(more).fill(rest)]);
}

const pat = packet(0, Buffer.from([0, 0, 0xb0, 13, ...Array<number>(13).fill(1)]));
const pmt = (videoPid = VIDEO) =>
  packet(
    MAP,
    Buffer.from(
      [0, 2, 0xb0, 18, 0, 1, 0xc1, 0, 0, 0xe1, 0, 0xf0, 0, 0x1b, 0xe0 | (videoPid >> 8)].concat([
        videoPid & 0xff,
        0xf0,
        0,
        ...Array<number>(8).fill(7),
      ]),
    ),
  );
const TABLES = Buffer.concat([pat, pmt()]);

/** Ten frames a second, one in ten of them an entry point. */
function clip(from: number, seconds: number, options: Omit<Frame, 'at'> = {}): Buffer {
  const count = Math.round(seconds * 10);
  return Buffer.concat(
    Array.from({ length: count }, (_, i) =>
      frame({ at: from + i / 10, isEntry: i % 10 === 0, ...options }),
    ),
  );
}

/** The file, and how much of it is read. */
class CountingReader implements ByteReader {
  read = 0;
  constructor(private readonly file: Buffer) {}
  get size(): number {
    return this.file.length;
  }
  bytes(start: number, length: number): Buffer {
    this.read += length;
    return this.file.subarray(start, start + length);
  }
}

const found = (...parts: Buffer[]): Promise<FilePiece[]> =>
  findPieces(new CountingReader(Buffer.concat(parts)));

/** Where each part but the first begins. */
function borders(parts: readonly Buffer[]): number[] {
  let at = 0;
  return parts.slice(0, -1).map((part) => (at += part.length));
}

describe('findPieces', () => {
  const soundAndPicture = (from: number) =>
    Buffer.concat([
      TABLES,
      frame({ pid: AUDIO, at: from }),
      clip(from, 2),
      frame({ pid: AUDIO, at: from + 2 }),
    ]);

  it.each<[string, Buffer[]]>([
    ['a clock that starts again', [clip(100, 5), clip(1.4, 5)]],
    [
      'tables before the jump',
      [Buffer.concat([TABLES, clip(9, 3)]), Buffer.concat([TABLES, clip(1, 3)])],
    ],
    ['sound that jumps before the picture', [soundAndPicture(60), soundAndPicture(1)]],
    ['several restarts', [clip(9, 3), clip(0, 3), clip(0, 3), clip(0, 30)]],
    ['a restart after the first frames', [clip(50, 0.3), clip(1.4, 9)]],
    ['a restart before the last frames', [clip(50, 9), clip(1.4, 0.3)]],
    ['a jump back by less than a frame lasts', [clip(1, 5), clip(5.85, 5)]],
    ['a jump back by the time of decoding', [clip(9, 3, { shown: 20 }), clip(1, 3, { shown: 20 })]],
    ['a jump back over the wraparound', [clip(3, 3), clip(-50, 20)]],
    ['restarts every second', Array.from({ length: 70 }, () => clip(1, 1))],
    ['half a packet before the jump', [clip(9, 3).subarray(0, -77), clip(1, 3)]],
    [
      'another map of the streams',
      [
        Buffer.concat([TABLES, clip(9, 3)]),
        Buffer.concat([pat, pmt(0x200), clip(12, 3, { pid: 0x200 })]),
      ],
    ],
  ])('divides a file at %s', async (_, parts) => {
    const pieces = await found(...parts);
    expect(pieces.slice(1).map(({ fromByte }) => fromByte)).toEqual(borders(parts));
    expect(pieces[0]!.fromByte).toBe(0);
    const ends = pieces.map(({ toByte }) => toByte);
    expect(ends).toEqual([...borders(parts), Buffer.concat(parts).length]);
  });

  it.each<[string, Buffer[]]>([
    ['a clock that only rises', [TABLES, clip(1.4, 30)]],
    ['the wraparound of the clock', [clip(WRAP / CLOCK - 3, 9)]],
    ['a hole of minutes', [clip(1.4, 5), clip(400, 5)]],
    ['a hole of hours', [clip(1.4, 5), clip(36_000, 5)]],
    ['frames that are shown later than those after them', [clip(1, 5, { shown: 3 })]],
    [
      'frames in another order without times of decoding',
      [0, 3, 1, 2, 6, 4, 5].map((i) => frame({ at: 1 + i / 10, isEntry: i === 0 })),
    ],
    ['the same map again', [TABLES, clip(1, 2), TABLES, clip(3, 2)]],
    ['something else', [Buffer.alloc(5000, 'text ')]],
  ])('does not divide a file at %s', async (_, parts) => {
    expect(await found(...parts)).toEqual([]);
  });

  it('names the tables that hold for a piece that does not begin with them', async () => {
    const [first, ...pieces] = await found(TABLES, clip(9, 3), clip(1, 3), TABLES, clip(4, 3));
    expect(first!.before).toEqual([]);
    expect(pieces.map(({ before }) => before)).toEqual([
      [
        { fromByte: 0, toByte: PACKET },
        { fromByte: PACKET, toByte: 2 * PACKET },
      ],
    ]);
  });

  describe('of a long file', () => {
    /** 19 kB a frame and 190 kB a second, with tables every second. */
    const long = (from: number, seconds: number, more = 100) =>
      Buffer.concat(
        Array.from({ length: seconds }, (_, i) =>
          Buffer.concat([TABLES, clip(from + i, 1, { more })]),
        ),
      );

    it.each<[string, Buffer[]]>([
      ['in the middle', [long(500, 100), long(1, 100)]],
      ['at once', [long(500, 1), long(1, 200)]],
      ['at last', [long(500, 200), long(1, 1)]],
      ['near the beginning, where the first run is short', [long(1, 8), long(1, 200)]],
      ['after a run that is shorter than two places are apart', [long(1, 3), long(1, 210)]],
      ['twice in a row', [long(500, 100), long(1, 2), long(1, 100)]],
      ['where less happens', [long(500, 70), long(1, 100, 10), long(1, 50)]],
    ])('finds a restart %s without reading all of it', async (_, parts) => {
      const reader = new CountingReader(Buffer.concat(parts));
      const pieces = await findPieces(reader);
      expect(pieces.slice(1).map(({ fromByte }) => fromByte)).toEqual(borders(parts));
      expect(reader.read).toBeLessThan(reader.size / 2);
    });

    it('reads little where the clock only rises', async () => {
      const reader = new CountingReader(long(1, 300));
      expect(await findPieces(reader)).toEqual([]);
      expect(reader.read).toBeLessThan(6 * 1024 * 1024);
    });

    it('reads a bounded part where the rate of the bytes changes', async () => {
      const reader = new CountingReader(
        Buffer.concat([long(1, 100, 5), long(101, 40, 150), long(141, 100, 5), long(241, 40, 150)]),
      );
      expect(await findPieces(reader)).toEqual([]);
      expect(reader.read).toBeLessThan(reader.size / 2);
    });
  });
});
