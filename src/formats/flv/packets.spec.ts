import { describe, expect, it } from '@jest/globals';
import { Unusual } from '../unusual.js';
import { packetOf } from './packets.js';

/** The packet of a tag whose content begins at 100, at 5 s. */
function packet(type: number, hex: string) {
  const head = Buffer.from(hex, 'hex');
  return packetOf({ type, timeMs: 5000, head, content: 100, end: 100 + head.length });
}

describe('packetOf', () => {
  it.each<[string, number, string, object]>([
    ['a keyframe', 9, '1701000000aabb', { isConfiguration: false, isKey: true, decodedMs: 5000, shownMs: 5000, start: 105, size: 2 }], // prettier-ignore
    ['a picture that is shown later', 9, '2701000050aa', { isKey: false, decodedMs: 5000, shownMs: 5080, size: 1 }], // prettier-ignore
    ['a picture that is shown earlier', 9, '2701ffffd8aa', { decodedMs: 5000, shownMs: 4960 }],
    ['the configuration of pictures', 9, '1700000000aabbcc', { track: 'video', isConfiguration: true, start: 105, size: 3 }], // prettier-ignore
    ['AAC', 8, 'af01aa', { track: 'audio', isConfiguration: false, isKey: true, shownMs: 5000, start: 102, size: 1, flags: 0xaf }], // prettier-ignore
    ['the configuration of AAC', 8, 'af001190', { track: 'audio', isConfiguration: true, start: 102, size: 2 }], // prettier-ignore
    ['MP3', 8, '2fff', { track: 'audio', isConfiguration: false, start: 101, size: 1, flags: 0x2f }], // prettier-ignore
  ])('reads %s', (_, type, hex, expected) => {
    expect(packet(type, hex)).toMatchObject(expected);
  });

  it.each<[string, number, string]>([
    ['metadata', 18, '02000a'],
    ['an empty tag', 9, ''],
    ['a command for the player', 9, '5700'],
    ['the end of the pictures', 9, '1702000000'],
  ])('takes no packet from %s', (_, type, hex) => {
    expect(packet(type, hex)).toBeNull();
  });

  it.each<[string, number, string]>([
    ['another codec', 9, '12010000'],
    ['an extended header', 9, '9061766331'],
    ['a frame of a kind that is not used', 9, '3701000000aa'],
    ['an offset of more than 15 minutes', 9, '27010dbba1aa'],
    ['a picture without its time', 9, '17010000'],
    ['a configuration without its time', 9, '17000000'],
    ['AAC without its kind', 8, 'af'],
  ])('calls %s unusual', (_, type, hex) => {
    expect(() => packet(type, hex)).toThrow(Unusual);
  });
});
