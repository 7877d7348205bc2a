import { describe, expect, it } from '@jest/globals';
import { readerOf } from '../../byte-reader.js';
import { Unusual } from '../../unusual.js';
import { box } from '../write-box.js';
import { fileTypeBox, movieBox, type Track, UNTURNED } from '../write-movie.js';
import { type AudioFormat, audioEntry, soundEntry, videoEntry } from '../write-sample-entry.js';
import { SampleTable } from '../write-sample-table.js';
import { codecsOf } from './codecs.js';

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));
const AVCC = bytes('0164000cffe100');
const HVCC = bytes('010160000000b00000000000780f');

const video = (sampleEntry: string, configurationBox: string, configuration: Uint8Array) =>
  videoEntry({
    ...{ width: 320, height: 180, sampleEntry, configurationBox, configuration },
    ...{ pixelAspect: { num: 1, den: 1 }, colour: null },
  });
const audio = (codec: AudioFormat['codec'], description: string | null) =>
  audioEntry({
    ...{ codec, sampleRate: 48_000, channels: 1 },
    description: description === null ? null : bytes(description),
  });

const [avc, hevc] = [video('avc1', 'avcC', AVCC), video('hvc1', 'hvcC', HVCC)];
const aac = audio('aac', '1188');

function movie(tracks: readonly [Track['kind'], Buffer][]) {
  const all = tracks.map(([kind, entry]): Track => {
    const table = new SampleTable(90_000, 1);
    table.addChunk(0, [{ time: 0, duration: 1, isKey: true, data: { length: 1 } }]);
    return { kind, entry, table, timescale: 90_000, width: 0, height: 0, matrix: UNTURNED };
  });
  return Buffer.concat([fileTypeBox([]), movieBox(all), box('mdat', Buffer.alloc(4))]);
}
const codecs = (...tracks: [Track['kind'], Buffer][]) => codecsOf(readerOf(movie(tracks)));

describe('The codecs of an MP4', () => {
  it.each<[string, [Track['kind'], Buffer][], string]>([
    ['H.264', [['video', avc]], 'avc1.64000C'],
    ['HEVC', [['video', hevc]], 'hvc1.1.6.L120.B0'],
    ['HEVC with sets in its packets', [['video', video('hev1', 'hvcC', HVCC)]], 'hev1.1.6.L120.B0'],
    [
      'H.264 and AAC',
      [
        ['video', avc],
        ['audio', aac],
      ],
      'avc1.64000C, mp4a.40.2',
    ],
    [
      'the video first',
      [
        ['audio', aac],
        ['video', avc],
      ],
      'avc1.64000C, mp4a.40.2',
    ],
    [
      'HE-AAC',
      [
        ['video', avc],
        ['audio', audio('aac', '2b098800')],
      ],
      'avc1.64000C, mp4a.40.5',
    ],
    [
      'a late kind of AAC',
      [
        ['video', avc],
        ['audio', audio('aac', 'f94640')],
      ],
      'avc1.64000C, mp4a.40.42',
    ],
    [
      'MP3',
      [
        ['video', avc],
        ['audio', audio('mp3', null)],
      ],
      'avc1.64000C, mp4a.6B',
    ],
  ])('are named: %s', async (_, tracks, expected) => {
    expect(await codecs(...tracks)).toBe(expected);
  });

  it.each<[string, [Track['kind'], Buffer][]]>([
    ['another video codec', [['video', video('av01', 'av1C', AVCC)]]],
    [
      'another audio codec',
      [
        ['video', avc],
        ['audio', soundEntry('Opus', { sampleRate: 1, channels: 1 })],
      ],
    ],
    [
      'AAC of an unknown kind',
      [
        ['video', avc],
        ['audio', audio('aac', null)],
      ],
    ],
    ['no video', [['audio', aac]]],
  ])('are unusual: %s', async (_, tracks) => {
    await expect(codecs(...tracks)).rejects.toThrow(Unusual);
  });
});
