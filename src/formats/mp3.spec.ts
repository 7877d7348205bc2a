import { describe, expect, it } from '@jest/globals';
import { readMp3Header } from './mp3.js';
import { Unusual } from './unusual.js';

const read = (hex: string) => readMp3Header(Buffer.from(hex, 'hex'));

describe('readMp3Header', () => {
  it.each([
    ['fffb9064', 44_100, 2],
    ['fffb94c4', 48_000, 1],
    ['fffa9864', 32_000, 2],
    ['fff39064', 22_050, 2],
    ['fff394c4', 24_000, 1],
    ['ffe39064', 11_025, 2],
    ['ffe398c4', 8000, 1],
  ])('reads %s: %d Hz in %d channels', (hex, sampleRate, channels) => {
    expect(read(hex)).toEqual({ sampleRate, channels });
  });

  it.each([
    ['no sync word', 'ff5b9064'],
    ['the second layer', 'fffd9064'],
    ['a reserved version', 'ffeb9064'],
    ['a reserved rate', 'fffb9c64'],
  ])('refuses %s', (_, hex) => {
    expect(() => read(hex)).toThrow(Unusual);
  });
});
