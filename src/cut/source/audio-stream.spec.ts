import { describe, expect, it } from '@jest/globals';
import { PACKET_SECONDS, packetsAt, soundStream } from '../testing/sound.js';
import { audioBetween, audioStreamOf, packetLength } from './audio-stream.js';
import type { OpenSource } from './open-source.js';

interface Track {
  codec?: string | null;
  codecString?: string;
  sampleRate?: number;
  channels?: number;
  description?: Uint8Array;
  hasConfig?: boolean;
  times?: number[];
}

/** The source's stream of sound, with such a track. */
function streamOf(track: Track) {
  const { codec = 'aac', codecString = 'mp4a.40.2', sampleRate = 48_000, channels = 2 } = track;
  const answer = (value: unknown) => () => Promise.resolve(value);
  const { description, hasConfig = true, times = [0] } = track;
  const config = { codec: codecString, description };
  const audio = {
    ...{ packets: packetsAt(times), reopen: null },
    track: {
      getDecoderConfig: answer(hasConfig ? config : null),
      getCodec: answer(codec),
      getSampleRate: answer(sampleRate),
      getNumberOfChannels: answer(channels),
    },
  };
  return audioStreamOf({ audio } as unknown as OpenSource);
}

describe('audioStreamOf', () => {
  it('says what the track is', async () => {
    expect(await streamOf({ channels: 1, sampleRate: 44_100 })).toMatchObject({
      ...{ codec: 'aac', channels: 1, sampleRate: 44_100, reopen: null, copyable: true },
      config: { codec: 'mp4a.40.2' },
    });
  });

  it('is null where there is no track, or nothing in it', async () => {
    expect(await audioStreamOf({ audio: null } as OpenSource)).toBeNull();
    expect(await streamOf({ times: [] })).toBeNull();
  });

  it('has no codec where the track has no configuration', async () => {
    expect(await streamOf({ hasConfig: false })).toMatchObject({
      ...{ codec: null, config: null, copyable: false },
    });
  });

  it.each<[boolean, string, Track]>([
    [true, 'AAC-LC', { codecString: 'mp4a.40.2' }],
    [true, 'AAC-LC in two digits', { codecString: 'mp4a.40.02' }],
    [true, 'HE-AAC', { codecString: 'mp4a.40.5' }],
    [true, 'HE-AAC v2', { codecString: 'mp4a.40.29' }],
    [true, 'MP3', { codec: 'mp3', codecString: 'mp3' }],
    [true, 'AAC at 32 kHz', { sampleRate: 32_000 }],
    [false, 'AAC below 32 kHz', { sampleRate: 31_999 }],
    [false, 'MP3 below 32 kHz', { codec: 'mp3', sampleRate: 24_000 }],
    [false, 'AAC Main', { codecString: 'mp4a.40.1' }],
    [false, 'AAC-ELD', { codecString: 'mp4a.40.39' }],
    [false, 'Opus', { codec: 'opus', codecString: 'opus' }],
  ])('copyable is %p for %s', async (copyable, _, track) => {
    expect((await streamOf(track))?.copyable).toBe(copyable);
  });

  it.each<[string, Track]>([
    ['codec', { codec: 'mp3' }],
    ['kind of AAC', { codecString: 'mp4a.40.5' }],
    ['sample rate', { sampleRate: 44_100 }],
    ['number of channels', { channels: 1 }],
    ['description', { description: Uint8Array.of(0x12, 0x10) }],
  ])('has another key with another %s', async (_, track) => {
    const [other, plain, again] = [await streamOf(track), await streamOf({}), await streamOf({})];
    expect(other?.key).not.toBe(plain?.key);
    expect(again?.key).toBe(plain?.key);
  });
});

describe('audioBetween', () => {
  const indexes = async (from: number, to: number) => {
    const found: number[] = [];
    for await (const { data } of audioBetween(soundStream(0, 10), from, to))
      found.push(data.at(-1)!);
    return found;
  };

  it.each<[string, [from: number, to: number], number[]]>([
    ['the packet that is heard at the start', [2.5, 5], [2, 3, 4]],
    ['the packet that begins at the start', [2, 5], [2, 3, 4]],
    ['the packet that begins there but for a rounding error', [2 - 1e-5, 4], [2, 3]],
    ['no packet that begins at the end', [8, 9], [8]],
    ['the last packets', [8, 99], [8, 9]],
  ])('has %s', async (_, [from, to], expected) => {
    expect(await indexes(from * PACKET_SECONDS, to * PACKET_SECONDS)).toEqual(expected);
  });
});

describe('packetLength', () => {
  const times = (seconds: number, count = 9) =>
    Array.from({ length: count }, (_, i) => 5 + Math.round(i * seconds * 1000) / 1000);

  it.each([
    ['AAC', times(1024 / 48_000), 48_000, 1024 / 48_000],
    ['AAC with band replication', times(2048 / 48_000), 48_000, 2048 / 48_000],
    ['MP3', times(1152 / 44_100), 44_100, 1152 / 44_100],
    ['two packets', times(1024 / 48_000, 2), 48_000, 1024 / 48_000],
    ['a clock that is 4 % off', times((1.04 * 1024) / 48_000, 99), 48_000, 1024 / 48_000],
    ['a clock that is 5.5 % off', times((0.945 * 1024) / 48_000, 99), 48_000, null],
    ['one packet', times(1, 1), 48_000, null],
  ])('of %s', (_, given, sampleRate, expected) => {
    expect(packetLength(given, sampleRate)).toBe(expected);
  });
});
