import { describe, expect, it } from '@jest/globals';
import type { Ending } from '../demuxer.js';
import { endingOf } from './ending.js';

const VIDEO = 0x100;
const AUDIO = 0x101;

/** @param field the adaptation field with its length, if any */
function packet(pid: number, field: number[] = []): Buffer {
  const bytes = Buffer.alloc(188, 0xaa);
  bytes.set([0x47, pid >> 8, pid & 0xff, field.length ? 0x30 : 0x10, ...field]);
  return bytes;
}

const FULL = packet(VIDEO);
const WITH_CLOCK = packet(VIDEO, [7, 0x10, 0, 0, 0, 0, 0, 0]);
const STUFFED = packet(VIDEO, [9, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]);
const STUFFED_BY_ONE = packet(VIDEO, [0]);
/** A field with these flags, whose content takes so many bytes, and with so much stuffing. */
const field = (flags: number, content: number, stuffing: number) =>
  packet(VIDEO, [1 + content + stuffing, flags, ...Array<number>(content + stuffing).fill(0xff)]);
const m2ts = (packets: Buffer[]) => packets.flatMap((bytes) => [Buffer.alloc(4), bytes]);

describe('endingOf', () => {
  it.each<[string, Ending, Buffer[]]>([
    ['a last packet with stuffing', 'whole', [FULL, FULL, STUFFED]],
    ['stuffing of one byte', 'whole', [FULL, FULL, STUFFED_BY_ONE]],
    ['audio after it', 'whole', [FULL, STUFFED, packet(AUDIO), packet(AUDIO)]],
    ['packets of m2ts', 'whole', m2ts([FULL, FULL, STUFFED])],
    ['a beginning inside a packet', 'whole', [FULL.subarray(40), FULL, STUFFED]],
    ['a last packet that is full', 'doubtful', [FULL, STUFFED, FULL]],
    ['a clock, but no stuffing', 'doubtful', [FULL, STUFFED, WITH_CLOCK]],
    ['an end inside a packet', 'torn', [FULL, STUFFED, FULL.subarray(0, 100)]],
    ['two clocks and a countdown', 'doubtful', [FULL, field(0x1c, 13, 0)]],
    ['two clocks, a countdown and stuffing', 'whole', [FULL, field(0x1c, 13, 1)]],
    ['an old clock', 'doubtful', [FULL, field(0x08, 6, 0)]],
    ['an old clock and stuffing', 'whole', [FULL, field(0x08, 6, 1)]],
    ['a countdown', 'doubtful', [FULL, field(0x04, 1, 0)]],
    ['a countdown and stuffing', 'whole', [FULL, field(0x04, 1, 1)]],
    ['flags alone', 'doubtful', [FULL, field(0, 0, 0)]],
    ['no packets', 'torn', [Buffer.alloc(1000, 1)]],
    ['a single packet', 'whole', [STUFFED]],
    ['no video', 'doubtful', [packet(AUDIO), packet(AUDIO)]],
  ])('of %s: %s', (_, expected, packets) => {
    expect(endingOf(Buffer.concat(packets), VIDEO)).toBe(expected);
  });
});
