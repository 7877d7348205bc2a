import { describe, expect, it } from '@jest/globals';
import type { PacketSum } from '../../cut/source/packet-sums.js';
import { comparePackets } from './compare-packets.js';

/** Ten packets a second with different contents; each second begins with two out of order. */
const FILE = Array.from({ length: 300 }, (_, i): PacketSum => {
  const at = i % 10 === 0 ? i + 1 : i % 10 === 1 ? i - 1 : i;
  return { seconds: at / 10, bytes: 1000 + (at % 7), sum: at * 65_536 + 4321 };
});
const PART = { fromSeconds: 10, toSeconds: 20 };
const READ = FILE.slice(95, 210);

type Change = (packet: PacketSum, index: number) => PacketSum | null;
const changed = (change: Change, from = READ) =>
  from.map(change).filter((packet): packet is PacketSum => packet !== null);

const later =
  (seconds: number): Change =>
  (packet) => {
    return { ...packet, seconds: packet.seconds + seconds };
  };
const damaged = (index: number) => ({ sum: 99 * 65_536 + index, bytes: 50 });

describe('comparePackets', () => {
  it.each<[string, ReturnType<typeof comparePackets>, PacketSum[]]>([
    ['the packets of the file', 'same', READ],
    ['times that were rounded otherwise', 'same', changed(later(0.0015))],
    [
      'packets of which some are damaged',
      'same',
      changed((packet, i) => ({ ...packet, ...(i % 5 === 0 && damaged(i)) })),
    ],
    [
      'packets of which some are missing',
      'same',
      changed((packet, i) => (i % 5 === 0 ? null : packet)),
    ],
    ['all packets a frame late', 'other', changed(later(0.1))],
    ['all packets a frame early', 'other', changed(later(-0.1))],
    ['all packets three frames late', 'other', changed(later(0.3))],
    [
      'the last packets a frame late',
      'uncertain',
      changed((packet, i) => (i < 80 ? packet : later(0.1)(packet, i))),
    ],
    [
      'most packets damaged',
      'uncertain',
      changed((packet, i) => ({ ...packet, ...(i % 4 > 0 && damaged(i)) })),
    ],
    ['most packets missing', 'uncertain', changed((packet, i) => (i % 4 > 0 ? null : packet))],
    ['times far from those of the file', 'uncertain', changed(later(3600))],
    ['no packets', 'uncertain', []],
  ])('finds of %s: %s', (_, expected, read) => {
    expect(comparePackets(read, FILE, PART)).toBe(expected);
  });

  it('takes equal contents at the same times for the same', () => {
    const still = changed((packet) => ({ ...packet, bytes: 9, sum: 9 }), FILE);
    expect(comparePackets(still.slice(95, 210), still, PART)).toBe('same');
  });

  it('looks only at the part', () => {
    const outside = changed((packet, i) => (packet.seconds < 20 ? packet : later(0.1)(packet, i)));
    expect(comparePackets(outside, FILE, PART)).toBe('same');
  });
});
