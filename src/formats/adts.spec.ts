import { describe, expect, it } from '@jest/globals';
import { readAdts } from './adts.js';

/** AAC-LC, 48 kHz, stereo, a frame of ten bytes. */
const HEADER = [0xff, 0xf1, 0x4c, 0x80, 0x02, 0x3f, 0xfc];
const DATA = [0x21, 0x10, 0x04];

describe('readAdts', () => {
  it('gives the configuration once, and leaves the headers out', () => {
    const frame = readAdts(Uint8Array.from([...HEADER, ...DATA]));
    expect([...frame!.description]).toEqual([0x11, 0x90]);
    expect([...frame!.data]).toEqual(DATA);
  });

  it('leaves out the checksum too', () => {
    const [sync, , ...rest] = HEADER as [number, number];
    const frame = readAdts(Uint8Array.from([sync, 0xf0, ...rest, 0xab, 0xcd, ...DATA]));
    expect([...frame!.data]).toEqual(DATA);
  });

  it.each([
    ['no sync word', [0x12, ...HEADER.slice(1)]],
    ['another layer', [0xff, 0xfb, ...HEADER.slice(2)]],
    ['a reserved rate', [0xff, 0xf1, 0x74, 0x80, 0x02, 0x3f, 0xfc]],
    ['channels that only the frame itself gives', [0xff, 0xf1, 0x4c, 0x00, 0x02, 0x3f, 0xfc]],
    ['too few bytes', [0xff]],
  ])('returns null for %s', (_, bytes) => {
    expect(readAdts(Uint8Array.from(bytes))).toBeNull();
  });
});
