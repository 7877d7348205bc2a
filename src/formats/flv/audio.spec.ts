import { describe, expect, it } from '@jest/globals';
import { Unusual } from '../unusual.js';
import { audioCodecOf, audioEntryOf } from './audio.js';

describe('audioCodecOf', () => {
  it.each([
    [0xaf, 'aac'],
    [0x2f, 'mp3'],
    [0x3e, 'pcm_s16le'],
    [0x72, 'pcm_alaw'],
    [0x82, 'pcm_mulaw'],
  ])('knows %i: %s', (flags, codec) => {
    expect(audioCodecOf(flags)).toBe(codec);
  });

  it.each([0x0f, 0x1f, 0x3c, 0x6f, 0xbf, 0xff])('calls %i unusual', (flags) => {
    expect(() => audioCodecOf(flags)).toThrow(Unusual);
  });
});

/** Type, channels and rate of a sample entry. */
function entryOf(flags: number, first: string) {
  const entry = audioEntryOf(flags, Buffer.from(first, 'hex'));
  return [entry.toString('latin1', 4, 8), entry.readUInt16BE(24), entry.readUInt32BE(32) / 0x10000];
}

describe('audioEntryOf', () => {
  it.each<[string, number, string, unknown[]]>([
    ['MP3 by its first frame', 0x2e, 'fffb94c4', ['mp4a', 1, 48_000]],
    ['G.711, always of 8 kHz', 0x82, 'ffff', ['    ', 1, 8000]],
    ['PCM by its flags', 0x37, '0000', ['    ', 2, 11_025]],
  ])('describes %s', (_, flags, first, expected) => {
    expect(entryOf(flags, first)).toEqual(expected);
  });

  it('describes AAC by its configuration', () => {
    expect(audioEntryOf(0xaf, Buffer.from('1190', 'hex')).toString('hex')).toContain(
      '05808080021190',
    );
  });
});
