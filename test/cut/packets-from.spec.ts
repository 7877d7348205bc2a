import { describe, expect, it } from '@jest/globals';
import { openSource } from '../../src/cut/source/open-source.js';
import { packetsFrom } from '../../src/cut/source/packets-from.js';
import { footage, type FootageOptions } from '../support/footage.js';

const NEED = {
  segment: { fromSeconds: 0, toSeconds: Infinity },
  facts: null,
  minIndexBytes: Infinity,
};
const FEW_BYTES = 20_000;

interface Reading {
  packets: { timestamp: number; data: string }[];
  reopened: number;
}

/** Reads a file from its second keyframe, and opens it again after every `maxKeptBytes`. */
async function read(path: string, maxKeptBytes: number, metadataOnly: boolean): Promise<Reading> {
  const source = await openSource({ path: path }, NEED);
  try {
    const { video } = source;
    const reading: Reading = { packets: [], reopened: 0 };
    const reopen = () => {
      reading.reopened++;
      return video.reopen!();
    };
    const { timestamp: start } = (await video.packets.getFirstPacket())!;
    const first = await video.packets.getKeyPacket(start + 3);
    const packets = packetsFrom({ ...video, reopen }, first, { metadataOnly }, maxKeptBytes);
    for await (const { timestamp, data } of packets) {
      reading.packets.push({ timestamp, data: Buffer.from(data).toString('base64') });
    }
    return reading;
  } finally {
    source.close();
  }
}

describe('The packets of MPEG-TS', () => {
  it.each<[string, FootageOptions]>([
    ['plain', {}],
    ['with B-frames', { bFrames: 2 }],
    ['with sound', { audio: 'aac-48k' }],
    ['across the wraparound of its clock', { extra: ['-output_ts_offset', '95436'] }],
  ])('are the same if the file is opened again during the reading: %s', async (_, options) => {
    const path = await footage({ seconds: 8, container: 'ts', ...options });
    for (const metadataOnly of [false, true]) {
      const straight = await read(path, Infinity, metadataOnly);
      const reopened = await read(path, FEW_BYTES, metadataOnly);
      expect([straight.reopened, reopened.reopened > 3]).toEqual([0, true]);
      expect(reopened.packets).toEqual(straight.packets);
      expect(straight.packets.length).toBeGreaterThan(80);
    }
  });

  it('are read by one reader in other containers, which keep nothing', async () => {
    const path = await footage({ seconds: 8, container: 'mkv' });
    const source = await openSource({ path }, NEED);
    expect(source.video.reopen).toBeNull();
    source.close();
  });
});
