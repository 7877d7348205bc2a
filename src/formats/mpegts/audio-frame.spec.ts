import { describe, expect, it } from '@jest/globals';
import { readAudioFrame } from './audio-frame.js';

const read = (hex: string, framing: 'adts' | 'mpeg') =>
  readAudioFrame(Buffer.from(hex, 'hex'), framing);

describe('readAudioFrame', () => {
  it.each<[string, string, 'adts' | 'mpeg', string, number]>([
    ['AAC at 48 kHz', 'fff14c80', 'adts', 'aac', 1024 / 48000],
    ['AAC at 8 kHz', 'fff16c40', 'adts', 'aac', 1024 / 8000],
    ['MP3 at 44.1 kHz', 'fffb9064', 'mpeg', 'mp3', 1152 / 44100],
    ['MP3 at 22.05 kHz', 'fff39064', 'mpeg', 'mp3', 576 / 22050],
    ['MP3 at 8 kHz', 'ffe39864', 'mpeg', 'mp3', 576 / 8000],
  ])('knows %s', (_, hex, framing, codec, seconds) => {
    const frame = read(hex, framing);
    expect(frame.codec).toBe(codec);
    expect(frame.seconds).toBeCloseTo(seconds, 9);
  });

  it.each(
    // ISO/IEC 14496-3, table 1.18, by index
    [96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350].map(
      (rate, index) => [rate, index] as const,
    ),
  )('knows AAC at %d Hz', (rate, index) => {
    const format = (0x40 | (index << 2)).toString(16);
    expect(read(`fff1${format}80`, 'adts').seconds).toBeCloseTo(1024 / rate, 12);
  });

  it.each([
    ['fffb', 1152, [44100, 48000, 32000]],
    ['fff3', 576, [22050, 24000, 16000]],
    ['ffe3', 576, [11025, 12000, 8000]],
  ])('knows the rates of MP3 in %s', (sync, samples, rates) => {
    const seconds = ['90', '94', '98'].map((flags) => read(`${sync}${flags}64`, 'mpeg').seconds);
    rates.forEach((rate, i) => expect(seconds[i]).toBeCloseTo(samples / rate, 12));
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
