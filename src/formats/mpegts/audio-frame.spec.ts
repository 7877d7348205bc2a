import { describe, expect, it } from '@jest/globals';
import { readAudioCodec } from './audio-frame.js';

const read = (hex: string, framing: 'adts' | 'mpeg') =>
  readAudioCodec(Buffer.from(hex, 'hex'), framing);

describe('readAudioCodec', () => {
  it.each<[string, string, 'adts' | 'mpeg', string]>([
    ['AAC at 48 kHz', 'fff14c80', 'adts', 'aac'],
    ['AAC at 7.35 kHz', 'fff17040', 'adts', 'aac'],
    ['MP3 at 44.1 kHz', 'fffb9064', 'mpeg', 'mp3'],
    ['MP3 at 32 kHz', 'fffb9864', 'mpeg', 'mp3'],
    ['MP3 at 8 kHz', 'ffe39864', 'mpeg', 'mp3'],
  ])('knows %s', (_, hex, framing, codec) => {
    expect(read(hex, framing)).toBe(codec);
  });

  it.each(
    // ISO/IEC 14496-3, table 1.18, by index
    [96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350].map(
      (rate, index) => [rate, index] as const,
    ),
  )('knows AAC at %d Hz', (_, index) => {
    const format = (0x40 | (index << 2)).toString(16);
    expect(read(`fff1${format}80`, 'adts')).toBe('aac');
  });

  it.each(['fffb', 'fff3', 'ffe3'])('knows the rates of MP3 in %s', (sync) => {
    for (const flags of ['90', '94', '98']) expect(read(`${sync}${flags}64`, 'mpeg')).toBe('mp3');
  });

  it.each<[string, string, 'adts' | 'mpeg']>([
    ['no sync word', 'aff14c80', 'adts'],
    ['a reserved rate', 'fff17480', 'adts'],
    ['channels that another element gives', 'fff14c00', 'adts'],
    ['the second layer', 'fffd9064', 'mpeg'],
    ['a reserved version', 'ffeb9064', 'mpeg'],
    ['a reserved rate of MPEG', 'fffb9c64', 'mpeg'],
    ['too few bytes', 'fff1', 'adts'],
  ])('does not take %s', (_, hex, framing) => {
    expect(() => read(hex, framing)).toThrow();
  });
});
