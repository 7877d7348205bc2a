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
