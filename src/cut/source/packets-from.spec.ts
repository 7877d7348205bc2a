import { describe, expect, it } from '@jest/globals';
import type { EncodedPacket } from 'mediabunny';
import { type PacketTrack, packetsFrom } from './packets-from.js';

interface Fields {
  timestamp?: number;
  byteLength?: number;
  data?: string;
}

/** A reader of packets of ten bytes, a second apart; packets of another reader are unknown to it. */
function reader(change: (n: number) => Fields = () => ({})) {
  const packets = Array.from({ length: 9 }, (_, n) => {
    const { data = `packet ${n}`, ...fields } = change(n);
    const packet = { timestamp: n, byteLength: 10, data: Buffer.from(data), ...fields };
    return packet as unknown as EncodedPacket;
  });
  return {
    getFirstPacket: () => Promise.resolve(packets[0] ?? null),
    getPacket: (seconds: number) =>
      Promise.resolve(packets.findLast(({ timestamp }) => timestamp <= seconds) ?? null),
    getNextPacket(packet: EncodedPacket) {
      expect(packets).toContain(packet);
      return Promise.resolve(packets[packets.indexOf(packet) + 1] ?? null);
    },
  };
}

/** A track that says which of its readers were opened and closed; `first` is for the first, `change` for the others. */
function track(change?: Parameters<typeof reader>[0], first?: typeof change) {
  const events: string[] = [];
  let count = 0;
  const reopen = () => {
    const number = ++count;
    events.push(`open ${number}`);
    const close = () => void events.push(`close ${number}`);
    return Promise.resolve({ packets: reader(change), close });
  };
  return { events, track: { packets: reader(first), reopen } as unknown as PacketTrack };
}

async function timesOf(given: PacketTrack, maxKeptBytes?: number, take = Infinity) {
  const times: number[] = [];
  for await (const { timestamp } of packetsFrom(given, null, {}, maxKeptBytes)) {
    times.push(timestamp);
    if (times.length === take) break;
  }
  return times;
}

const ALL = [0, 1, 2, 3, 4, 5, 6, 7, 8];

describe('packetsFrom', () => {
  it.each([
    ['not at all, where it reads no more', 90, []],
    ['once, where it reads one packet more', 89, ['open 1', 'close 1']],
    ['each time that it has read so much again', 30, ['open 1', 'open 2', 'close 1', 'close 2']],
  ])('opens the track again %s', async (_, maxKeptBytes, expected) => {
    const { track: given, events } = track();
    expect(await timesOf(given, maxKeptBytes)).toEqual(ALL);
    expect(events).toEqual(expected);
  });

  it.each([
    [0, []],
    [1, ['open 1', 'close 1']],
  ])('opens the track again after 64 MiB and %d bytes', async (more, expected) => {
    const sizes = (n: number) => ({ byteLength: n === 0 ? 64 * 1024 * 1024 - 8 + more : 1 });
    const { track: given, events } = track(sizes, sizes);
    expect(await timesOf(given)).toEqual(ALL);
    expect(events).toEqual(expected);
  });

  it('closes the reader that it has opened when its packets are not read to the end', async () => {
    const { track: given, events } = track();
    expect(await timesOf(given, 15, 3)).toEqual([0, 1, 2]);
    expect(events).toEqual(['open 1', 'close 1']);
  });

  it.each<[string, (n: number) => Fields]>([
    ['time', (n) => ({ timestamp: n - 0.5 })],
    ['length', () => ({ byteLength: 11 })],
    ['content', () => ({ data: 'another' })],
  ])('keeps its reader where the new one finds a packet of another %s', async (_, change) => {
    const { track: given, events } = track(change);
    expect(await timesOf(given, 45)).toEqual(ALL);
    expect(events).toEqual(['open 1', 'close 1']);
  });

  it('keeps its reader where it does not keep what it read', async () => {
    expect(await timesOf({ packets: reader(), reopen: null } as unknown as PacketTrack, 1)).toEqual(
      ALL,
    );
  });
});
