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
    ['no video', 'doubtful', [packet(AUDIO), packet(AUDIO)]],
  ])('of %s: %s', (_, expected, packets) => {
    expect(endingOf(Buffer.concat(packets), VIDEO)).toBe(expected);
  });
});
