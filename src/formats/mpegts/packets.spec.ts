import { describe, expect, it } from '@jest/globals';
import { Unusual } from '../unusual.js';
import { packetsIn } from './packets.js';

/** Of these first bytes, filled up with 1, 2, 3 … */
function packet(...header: number[]): Buffer {
  const bytes = Buffer.from(Array.from({ length: 188 }, (_, i) => i & 0xff));
  bytes.set(header);
  return bytes;
}

const found = (...packets: Buffer[]) =>
  [...packetsIn(Buffer.concat(packets))].map(({ pid, begins, payload }) => [
    ...[pid, begins, payload[0], payload.length],
  ]);

describe('packetsIn', () => {
  it.each<[string, Buffer, unknown[]]>([
    ['a beginning in the first stream', packet(0x47, 0x40, 0, 0x10), [0, true, 4, 184]],
    ['a continuation in the last stream', packet(0x47, 0x1f, 0xff, 0x1f), [0x1fff, false, 4, 184]],
    ['one of priority', packet(0x47, 0x21, 0x02, 0x10), [0x102, false, 4, 184]],
    ['an empty adaptation field', packet(0x47, 1, 0, 0x30, 0), [0x100, false, 5, 183]],
    ['the longest adaptation field', packet(0x47, 1, 0, 0x30, 182), [0x100, false, 187, 1]],
  ])('reads %s', (_, bytes, expected) => {
    expect(found(bytes)).toEqual([expected]);
  });

  it('leaves out what has no payload, and an incomplete packet at the end', () => {
    const [first, last] = [packet(0x47, 1, 0, 0x10), packet(0x47, 1, 1, 0x10)];
    expect(found(first, packet(0x47, 1, 0, 0x21, 183), last).map(([pid]) => pid)).toEqual([
      ...[0x100, 0x101],
    ]);
    expect(found(first, last.subarray(0, 187))).toHaveLength(1);
    expect(found(first.subarray(0, 187))).toEqual([]);
  });

  it.each<[string, Buffer]>([
    ['no sync byte', packet(0x46, 1, 0, 0x10)],
    ['damage', packet(0x47, 0x81, 0, 0x10)],
    ['scrambling with the even key', packet(0x47, 1, 0, 0x90)],
    ['scrambling with a reserved key', packet(0x47, 1, 0, 0x50)],
    ['neither payload nor adaptation field', packet(0x47, 1, 0, 0x0f)],
    ['an adaptation field that leaves no byte', packet(0x47, 1, 0, 0x30, 183)],
  ])('takes %s for unusual', (_, bytes) => {
    expect(() => found(packet(0x47, 1, 0, 0x10), bytes)).toThrow(Unusual);
  });
});
