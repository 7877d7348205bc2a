import { describe, expect, it } from '@jest/globals';
import type { EncodedPacket } from 'mediabunny';
import type { OpenSource } from './open-source.js';
import { isAlike, packetSumsOf, sumOf } from './packet-sums.js';

const packetOf = (data: Uint8Array) => ({ seconds: 0, bytes: data.length, sum: sumOf(data) });

describe('sumOf', () => {
  it.each<[string, Uint8Array, number]>([
    ['nothing', Buffer.alloc(0), 0],
    // As FFmpeg's `framecrc` writes it of the same bytes.
    ['a few bytes', Buffer.from('event-clips'), 0x1a57046a],
    ['many bytes', Buffer.alloc(10_000, 0xff), 0x8f13eb2a],
  ])('is that of FFmpeg: %s', (_, data, expected) => {
    expect(sumOf(data)).toBe(expected);
  });
});

describe('isAlike', () => {
  const unit = [0, 0, 0, 1, 0x26, 0x01, 0xaf];
  it.each<[string, number[], number[], boolean]>([
    ['the same bytes', unit, unit, true],
    ['without the first zero', unit, unit.slice(1), true],
    ['with the first zero of the next packet', unit, [...unit, 0], true],
    ['with the latter instead of the former', unit, [...unit.slice(1), 0], true],
    ['with two zeros more', unit, [...unit, 0, 0], false],
    ['with another byte', unit, [...unit.slice(0, -1), 0xae], false],
    ['with another byte more', unit, [...unit, 1], false],
  ])('of a packet and one %s', (_, one, other, expected) => {
    const [a, b] = [Uint8Array.from(one), Uint8Array.from(other)].map(packetOf) as [never, never];
    expect([isAlike(a, b), isAlike(b, a)]).toEqual([expected, expected]);
  });
});

describe('packetSumsOf', () => {
  /** A packet each second from 100 s on. */
  const packets = Array.from({ length: 90 }, (_, i) => {
    return {
      timestamp: 100 + i,
      data: Uint8Array.of(i),
      byteLength: 1,
    } as unknown as EncodedPacket;
  });
  const next = (packet: EncodedPacket) => packets[packets.indexOf(packet) + 1] ?? null;
  const source = {
    ...{ reading: {}, facts: null },
    video: {
      packets: {
        getFirstPacket: () => Promise.resolve(packets[0]),
        getPacket: (time: number) =>
          Promise.resolve(packets.findLast(({ timestamp }) => timestamp <= time) ?? null),
        getNextPacket: (packet: EncodedPacket) => Promise.resolve(next(packet)),
      },
      reopen: null,
    },
  } as unknown as OpenSource;

  it('has the packets of a part and those around it, from the first frame on', async () => {
    const sums = await packetSumsOf(source, 20, 30);
    expect(sums[0]).toEqual({ seconds: 19, bytes: 1, sum: sumOf(Uint8Array.of(19)) });
    // As many may follow out of order.
    expect(sums.at(-1)!.seconds).toBe(31 + 21);
  });

  it('begins with the file where the part does', async () => {
    expect((await packetSumsOf(source, 0, 1))[0]!.seconds).toBe(0);
  });
});
