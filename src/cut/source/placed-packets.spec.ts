import { describe, expect, it } from '@jest/globals';
import { EncodedPacket, type EncodedPacketSink } from 'mediabunny';
import { readerOf } from '../../formats/byte-reader.js';
import type { SamplePlaces } from '../../formats/isobmff/window/sample-places.js';
import { PlacedPackets } from './placed-packets.js';

const DATA = Buffer.from('abcdefghij');
/** Packets of two bytes, a second apart, of which every second one is a key packet. */
const PACKETS = Array.from(
  { length: 5 },
  (_, i) => new EncodedPacket(new Uint8Array(), i % 2 ? 'delta' : 'key', i, 1, i, 2),
);
const places = (size: number) =>
  ({ placeOf: (sample: number) => ({ start: 2 * sample, size }) }) as SamplePlaces;

/** A library's index, which knows its own packets only, and never reads any content. */
const index = (() => {
  const answer = (packet: EncodedPacket | undefined, options: unknown) => {
    expect(options).toEqual({ metadataOnly: true });
    return Promise.resolve(packet ?? null);
  };
  const sink: Partial<EncodedPacketSink> = {
    getFirstPacket: (options) => answer(PACKETS[0], options),
    getFirstKeyPacket: (options) => answer(PACKETS[0], options),
    getPacket: (time, options) => answer(PACKETS[Math.floor(time)], options),
    getKeyPacket: (time, options) => answer(PACKETS[2 * Math.floor(time / 2)], options),
    getNextPacket(packet, options) {
      const at = PACKETS.indexOf(packet);
      if (at < 0) throw new Error('a foreign packet');
      return answer(PACKETS[at + 1], options);
    },
  };
  return sink as EncodedPacketSink;
})();

const packets = new PlacedPackets(index, places(2), readerOf(DATA));
const shown = (packet: EncodedPacket | null) =>
  packet && [Buffer.from(packet.data).toString(), packet.timestamp, packet.type, packet.duration];

describe('Packets whose places are known', () => {
  it('are read from there, with the times and marks of the index', async () => {
    expect(shown(await packets.getFirstPacket())).toEqual(['ab', 0, 'key', 1]);
    expect(shown(await packets.getFirstKeyPacket())).toEqual(['ab', 0, 'key', 1]);
    expect(shown(await packets.getPacket(3.5))).toEqual(['gh', 3, 'delta', 1]);
    expect(shown(await packets.getKeyPacket(3.5))).toEqual(['ef', 2, 'key', 1]);
  });

  it('follow each other', async () => {
    let packet = await packets.getPacket(2);
    const all = [shown(packet)?.[0]];
    while ((packet = await packets.getNextPacket(packet!))) all.push(shown(packet)?.[0]);
    expect(all).toEqual(['ef', 'gh', 'ij']);
  });

  it('are not read where only their times are needed', async () => {
    const packet = await packets.getPacket(1, { metadataOnly: true });
    expect(packet).toBe(PACKETS[1]);
    expect(await packets.getNextPacket(packet!, { metadataOnly: true })).toBe(PACKETS[2]);
  });

  it.each([1, 3])(
    'are refused where the sample tables say that they have %i bytes',
    async (size) => {
      const others = new PlacedPackets(index, places(size), readerOf(DATA));
      await expect(others.getFirstPacket()).rejects.toThrow('the index is read in two ways');
    },
  );
});
