import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Logging, LogLevel } from 'mediabunny';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildAvcc } from '../../formats/h264/avcc.js';
import {
  aac,
  aacConfiguration,
  flvFile,
  flvTag,
  picture,
  pictureConfiguration,
} from '../../formats/testing/write-flv.js';
import { openSource } from './open-source.js';
import { packetsFrom } from './packets-from.js';
import { descriptionOf } from './video-stream.js';

let folder: string;
beforeAll(() => {
  // It warns of sound that it does not know.
  Logging.level = LogLevel.Silent;
  folder = mkdtempSync(join(tmpdir(), 'event-clips-unit-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const configured = (sps: string) =>
  buildAvcc([Buffer.from(sps, 'hex')], [Buffer.from('68ef8fcb', 'hex')]);
const PLAIN = configured('6764000cacd941419f9f0110000003001000000301e0f1429960');
/** Other sets for pictures of the same size. */
const OTHER = configured('67640015acd941433f260220000003002000000303c3e28532c0');

/** Opens such a file around a segment, and reads its packets. */
async function read(tags: Buffer[], [fromSeconds, toSeconds]: [number, number] = [0, Infinity]) {
  const path = join(folder, 'a.flv');
  writeFileSync(path, flvFile(...tags));
  const segment = { fromSeconds, toSeconds };
  const source = await openSource({ path }, { segment, facts: null, minIndexBytes: Infinity });
  try {
    const pictures: string[] = [];
    for await (const { type, timestamp, data } of packetsFrom(source.video, null)) {
      pictures.push(`${type} ${round(timestamp)} ${Buffer.from(data).toString('hex')}`);
    }
    const sounds: string[] = [];
    if (source.audio) {
      for await (const { timestamp, data } of packetsFrom(source.audio, null)) {
        sounds.push(`${round(timestamp)} ${Buffer.from(data).toString('hex')}`);
      }
    }
    const { track } = source.video;
    const config = (await track.getDecoderConfig())!;
    return {
      ...{ pictures, sounds, codedWidth: config.codedWidth, codedHeight: config.codedHeight },
      configuration: hex(descriptionOf(config)!),
      aspect: await track.getPixelAspectRatio(),
      audio: source.audio && {
        codec: await source.audio.track.getCodec(),
        sampleRate: await source.audio.track.getSampleRate(),
        channels: await source.audio.track.getNumberOfChannels(),
      },
    };
  } finally {
    source.close();
  }
}

const round = (seconds: number) => Math.round(seconds * 1e4) / 1e4;
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

/** A picture each tenth of a second from `from` on; every tenth is a keyframe. */
const pictures = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) => {
    const number = (from + i).toString(16).padStart(4, '0');
    return picture((from + i) * 100, (from + i) % 10 === 0, `65${number}`);
  });

describe('A source in FLV', () => {
  it('has the packets of picture and sound at their times', async () => {
    const file = [
      flvTag(18, 0, Buffer.from('\x02\0\x0aonMetaData', 'latin1')),
      pictureConfiguration(PLAIN),
      aacConfiguration(),
      picture(5000, true, '6501', 80),
      aac(5010, 'aa01'),
      picture(5040, false, '4102', 120),
      picture(5080, false, '4103', 40),
      aac(5031, 'aa02'),
      picture(5090, false, ''),
      aac(5052, ''),
    ];
    expect(await read(file)).toMatchObject({
      pictures: ['key 5.08 6501', 'delta 5.16 4102', 'delta 5.12 4103'],
      sounds: ['5.01 aa01', '5.031 aa02'],
      ...{ codedWidth: 320, codedHeight: 180, configuration: hex(PLAIN) },
      aspect: { num: 1, den: 1 },
      audio: { codec: 'aac', sampleRate: 48_000, channels: 2 },
    });
  });

  const before = [pictureConfiguration(PLAIN), ...pictures(0, 200)];
  const after = [pictureConfiguration(OTHER, 20_000), ...pictures(200, 200)];

  it.each<[string, [number, number], Uint8Array, string[]]>([
    ['before', [12, 20], PLAIN, ['key 12 65', 'key 19 65', 'delta 20 65', 'delta 30 65']],
    ['after', [20, 26], OTHER, ['delta 12 65', 'delta 19 65', 'key 20 65', 'key 30 65']],
  ])(
    'is read in a segment that lies %s a change of its configuration',
    async (_, segment, configuration, expected) => {
      const found = await read([...before, ...after], segment);
      expect(found.configuration).toBe(hex(configuration));
      const shown = found.pictures.map((each) => each.slice(0, -4));
      for (const each of expected) expect(shown).toContain(each);
    },
  );

  it('is refused in a segment in which its configuration changes', async () => {
    const file = [...before, ...after];
    await expect(read(file, [19.9, 26])).rejects.toMatchObject({ obstacle: 'codec_change' });
    await expect(read(file)).rejects.toMatchObject({ obstacle: 'codec_change' });
  });

  it('takes a configuration that is repeated for the same one', async () => {
    const file = [...before, pictureConfiguration(PLAIN, 20_000), ...pictures(200, 50)];
    expect((await read(file)).pictures.filter((each) => each.startsWith('key'))).toHaveLength(25);
  });

  it('shows the packets around a segment of a long file, and its first ones', async () => {
    const file = [pictureConfiguration(PLAIN), ...pictures(0, 2000)];
    const { pictures: shown } = await read(file, [100, 101]);
    const times = shown.map((each) => Number(each.split(' ')[1]));
    expect(times.slice(0, 64)).toEqual(Array.from({ length: 64 }, (_, i) => i / 10));
    expect(times.slice(64)).toEqual(Array.from({ length: 385 }, (_, i) => (790 + i) / 10));
    expect(shown[64]).toBe('key 79 650316');
  });

  it('ends with the last complete picture', async () => {
    const whole = [pictureConfiguration(PLAIN), ...pictures(0, 30)];
    const torn = whole.at(-1)!.subarray(0, -5);
    expect((await read([...whole.slice(0, -1), torn])).pictures).toHaveLength(29);
  });

  it.each<[string, Buffer[], object, string]>([
    ['MP3', [flvTag(8, 50, Buffer.from('2ffffb94c400', 'hex'))], { codec: 'mp3', sampleRate: 48_000, channels: 1 }, '0.05 fffb94c400'], // prettier-ignore
    ['G.711', [flvTag(8, 50, Buffer.from('827f7f', 'hex'))], { codec: null, sampleRate: 8000, channels: 1 }, '0.05 7f7f'], // prettier-ignore
  ])('has sound of %s', async (_, tags, audio, first) => {
    const found = await read([...before, ...tags]);
    expect(found).toMatchObject({ audio, sounds: [first] });
  });

  it.each<[string, Buffer[]]>([
    ['its clock starts again', [...before, ...pictures(0, 5)]],
    ['a picture precedes its configuration', pictures(0, 5)],
    ['it has no pictures', [pictureConfiguration(PLAIN), aacConfiguration(), aac(0)]],
    [
      'its configuration makes no sense',
      [pictureConfiguration(Buffer.alloc(9)), ...pictures(0, 5)],
    ],
    [
      'its sound changes',
      [...before, aacConfiguration(), aac(0), aacConfiguration('1210'), aac(9)],
    ],
    ['its sound has another codec later', [...before, aacConfiguration(), aac(0), flvTag(8, 9, Buffer.from('2ffffb94c4', 'hex'))]], // prettier-ignore
    ['its sound cannot be read', [...before, flvTag(8, 9, Buffer.from('6f00', 'hex'))]],
    ['a picture is shown before 0', [...before.slice(0, 1), picture(10, true, '65', -11)]],
    ['it is damaged', [...before, Buffer.alloc(64, 'x')]],
  ])('is left to FFmpeg where %s', async (_, tags) => {
    await expect(read(tags)).rejects.toMatchObject({ obstacle: 'container' });
  });
});
