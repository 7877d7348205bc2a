import { describe, expect, it } from '@jest/globals';
import { buildAvcc } from '../h264/avcc.js';
import { strictReader } from '../testing/strict-reader.js';
import { unlessUnusual } from '../unusual.js';
import { matroskaFacts } from './matroska-facts.js';
import type { MediaFacts } from '../media-facts.js';

/** How long the pictures of a file last, in seconds. */
const lengthOf = ({ video }: MediaFacts) => video!.endTimeSeconds! - video!.startTimeSeconds;

const hex = (text: string) => Buffer.from(text, 'hex');
const AVCC = Buffer.from(
  buildAvcc([hex('6764000cacd941419f9f0110000003001000000301e0f1429960')], [hex('68ef8fcb')]),
);

/** An element (RFC 8794, 6) whose size has so many bytes; without a size, it is not known. */
function element(id: string, content: Buffer | number | string, sizeBytes = 8): Buffer {
  const bytes = typeof content === 'number' ? unsigned(content) : Buffer.from(content);
  const size = (BigInt(bytes.length) | (1n << BigInt(7 * sizeBytes))).toString(16);
  return Buffer.concat([hex(id), hex(size.padStart(2 * sizeBytes, '0')), bytes]);
}
const open = (id: string, ...content: Buffer[]) => Buffer.concat([hex(id), hex('01ffffffffffffff'), ...content]); // prettier-ignore
const master = (id: string, ...content: Buffer[]) => element(id, Buffer.concat(content));

function unsigned(value: number): Buffer {
  const text = value.toString(16);
  return hex(text.padStart(text.length + (text.length % 2), '0'));
}

function float(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(value);
  return bytes;
}

const VOID = element('ec', Buffer.alloc(3));
const [VIDEO, AUDIO] = [1, 2];

/** The content of a block (RFC 9559, 10.2). */
function frame(track: number, time: number, flags = 0x80, data = Buffer.alloc(20)): Buffer {
  const header = Buffer.alloc(3);
  header.writeInt16BE(time);
  header[2] = flags;
  const number = track < 0x7f ? hex((0x80 | track).toString(16)) : hex((0x4000 | track).toString(16)); // prettier-ignore
  return Buffer.concat([number, header, data]);
}
const block = (...args: Parameters<typeof frame>) => element('a3', frame(...args), 1);
const cluster = (time: number, ...blocks: Buffer[]) => master('1f43b675', element('e7', time), ...blocks); // prettier-ignore

/** So many pictures, 40 ticks after each other. */
const pictures = (count: number, from = 0, track = VIDEO) =>
  Array.from({ length: count }, (_, i) => block(track, from + i * 40));

interface Parts {
  docType?: string;
  scale?: number | null;
  duration?: Buffer | null;
  info?: Buffer[];
  number?: number;
  video?: Buffer[];
  shape?: Buffer[];
  size?: [width: number, height: number];
  audio?: Buffer[] | null;
  tracks?: Buffer[];
  before?: Buffer[];
  clusters?: Buffer[];
}

const SOUND = [element('86', 'A_AAC')];

function head(parts: Parts): Buffer[] {
  const { scale = 1_000_000, duration = float(4000), info = [], audio = SOUND } = parts;
  const [width, height] = parts.size ?? [320, 180];
  const shape = [element('b0', width), element('ba', height), ...(parts.shape ?? [])];
  const video = [
    ...[element('d7', parts.number ?? VIDEO), element('83', 1), element('86', 'V_MPEG4/ISO/AVC')],
    ...[element('63a2', AVCC), master('e0', ...shape), ...(parts.video ?? [])],
  ];
  const sound = audio && [element('d7', AUDIO), element('83', 2), master('e1'), ...audio];
  return [
    master('1549a966', ...(scale === null ? [] : [element('2ad7b1', scale)]), ...(duration ? [element('4489', duration)] : []), ...info), // prettier-ignore
    ...(parts.before ?? []),
    master('1654ae6b', master('ae', ...video), ...(sound ? [master('ae', ...sound)] : []), ...(parts.tracks ?? [])), // prettier-ignore
  ];
}

function file(parts: Parts, isBeingWritten = false): Buffer {
  const header = master('1a45dfa3', element('4282', parts.docType ?? 'matroska'));
  const clusters = parts.clusters ?? [cluster(0, block(AUDIO, 10), ...pictures(100))];
  const content = [...head(isBeingWritten ? { duration: null, ...parts } : parts), ...clusters];
  const segment = isBeingWritten ? open : master;
  return Buffer.concat([header, segment('18538067', ...content)]);
}

const read = (bytes: Buffer) => matroskaFacts(strictReader(bytes));
const factsOf = (parts: Parts, isBeingWritten = false) => read(file(parts, isBeingWritten));
const isUnusual = async (bytes: Buffer) => (await unlessUnusual(() => read(bytes))) === null;

describe('matroskaFacts', () => {
  it('reads the facts of pictures with sound', async () => {
    const date = Buffer.alloc(8);
    date.writeBigInt64BE(86_400n * 1_000_000_000n);
    expect(await factsOf({ info: [element('4461', date)] })).toEqual({
      demuxer: 'matroska',
      sizeBytes: file({ info: [element('4461', date)] }).length,
      ...{ startTimeSeconds: 0, creationTime: new Date('2001-01-02T00:00:00Z') },
      video: {
        ...{ index: 0, codec: 'h264', pixelFormat: 'yuv420p', width: 320, height: 180 },
        ...{ rotation: 0, fieldOrder: 'progressive', timeBase: '1/1000' },
        ...{ startTimeSeconds: 0, endTimeSeconds: 4 },
        frameRate: expect.closeTo(25, 9) as unknown as number,
      },
      audio: { index: 1, codec: 'aac' },
    });
  });

  it.each<[string, Parts, object]>([
    ['WebM', { docType: 'webm' }, {}],
    ['no sound', { audio: null }, { audio: null, creationTime: null }],
    ['elements without meaning', { before: [VOID] }, {}],
    ['a frame rate', { video: [element('23e383', 50_000_000)] }, { video: { frameRate: 20 } }],
    ['a scale of 1', { video: [element('23314f', float(1))] }, {}],
    ['fields ruled out', { shape: [element('9a', 2)] }, {}],
    ['an odd clock', { scale: 41_667 }, { video: { timeBase: '41667/1000000000' } }],
    ['the usual clock', { scale: null }, { video: { timeBase: '1/1000', endTimeSeconds: 4 } }],
    ['a clock of seconds', { scale: 1e9 }, { video: { timeBase: '1/1', endTimeSeconds: 4000 } }],
    ['a track of a high number', { number: 200, clusters: [cluster(0, block(AUDIO, 0), ...pictures(50, 0, 200))] }, {}], // prettier-ignore
  ])('reads a file with %s', async (_, parts, expected) => {
    expect(await factsOf(parts)).toMatchObject(expected);
  });

  it.each<[string, Buffer[], string]>([
    ['MP3', [element('86', 'A_MPEG/L3')], 'mp3'],
    ['AC-3', [element('86', 'A_AC3')], 'ac3'],
    ['Opus', [element('86', 'A_OPUS')], 'opus'],
    ['A-law', [element('86', 'A_MS/ACM'), element('63a2', hex('0600'))], 'pcm_alaw'],
    ['µ-law', [element('86', 'A_MS/ACM'), element('63a2', hex('0700'))], 'pcm_mulaw'],
  ])('names %s', async (_, audio, codec) => {
    expect((await factsOf({ audio })).audio).toEqual({ index: 1, codec });
  });

  it.each<[string, Parts]>([
    ['another kind of file', { docType: 'mkv' }],
    ['a clock that stands', { scale: 0 }],
    ['a clock slower than seconds', { scale: 1e9 + 1 }],
    ['a length of nothing', { duration: float(0) }],
    ['a length without end', { duration: float(Infinity) }],
    ['no length though it is complete', { duration: null }],
    ['a third track', { tracks: [master('ae', element('d7', 3), element('83', 17))] }],
    ['a second track of video', { tracks: [master('ae', element('d7', 3), element('83', 1))] }],
    ['encoded content', { video: [master('6d80')] }],
    ['a delay of the video', { video: [element('56aa', 1)] }],
    ['a clock of its own', { video: [element('23314f', float(2))] }],
    ['fields', { shape: [element('9a', 1)] }],
    ['a projection', { shape: [master('7670')] }],
    ['another width', { size: [321, 180] }],
    ['another codec of sound', { audio: [element('86', 'A_FLAC')] }],
    ['another format of sound', { audio: [element('86', 'A_MS/ACM'), element('63a2', hex('0100'))] }], // prettier-ignore
    ['two names of a codec', { audio: [...SOUND, ...SOUND] }],
    ['two heads', { before: head({}).slice(0, 1) }],
    ['no sound in its track', { clusters: [cluster(0, ...pictures(50))] }],
    ['no pictures', { clusters: [cluster(0, block(AUDIO, 0))] }],
    ['pictures before the first', { clusters: [cluster(0, block(AUDIO, 0), block(VIDEO, 40), ...pictures(50))] }], // prettier-ignore
    ['several pictures in a block', { clusters: [cluster(0, block(AUDIO, 0), block(VIDEO, 0, 0x84), ...pictures(50, 40))] }], // prettier-ignore
    ['blocks before a time', { clusters: [master('1f43b675', block(AUDIO, 0), ...pictures(50))] }],
    ['blocks in a second cluster before its time', { clusters: [cluster(0, block(AUDIO, 0)), master('1f43b675', ...pictures(50))] }], // prettier-ignore
    ['an unknown element among the blocks', { clusters: [cluster(0, element('bb', 1), block(AUDIO, 0), ...pictures(50))] }], // prettier-ignore
  ])('takes %s for unusual', async (_, parts) => {
    expect(await isUnusual(file(parts))).toBe(true);
  });

  it('takes pictures before the first for unusual, though the frame rate is given', async () => {
    const video = [element('23e383', 40_000_000)];
    const clusters = [cluster(0, block(AUDIO, 0), block(VIDEO, 40), ...pictures(50))];
    expect(await isUnusual(file({ video, clusters }))).toBe(true);
  });

  it('takes a file without the header of EBML for unusual', async () => {
    expect(await isUnusual(Buffer.concat([hex('1a45dfa4'), file({}).subarray(4)]))).toBe(true);
  });

  it('takes a file that was cut short for unusual, and more than the segment', async () => {
    const bytes = file({});
    expect(await isUnusual(bytes.subarray(0, -1))).toBe(true);
    expect(await isUnusual(Buffer.concat([bytes, Buffer.alloc(9)]))).toBe(false);
    expect(await isUnusual(file({ duration: float(4000) }, true))).toBe(true);
  });

  it('reads as many elements of a head as it may, and no more', async () => {
    const voids = (count: number) =>
      Array.from({ length: count }, (_, i) => element((0x4100 + i).toString(16), 0));
    expect(await isUnusual(file({ before: voids(62) }))).toBe(false);
    expect(await isUnusual(file({ before: voids(63) }))).toBe(true);
  });

  it('reads sound that several frames of a block share, in groups of blocks, after a delay', async () => {
    const clusters = [
      cluster(100, master('a0', element('a1', frame(AUDIO, -93, 0x06))), ...pictures(50, -90)),
    ];
    const audio = [...SOUND, element('56aa', 6_500_000)];
    expect(await factsOf({ clusters, audio })).toMatchObject({
      startTimeSeconds: 0,
      video: { startTimeSeconds: 0.01 },
    });
  });

  it.each([1, 4000, 1e7])(
    'ends with the last picture, though the head says %d ms',
    async (claimed) => {
      const clusters = [
        cluster(500, block(AUDIO, 0), ...pictures(50)),
        cluster(2500, block(AUDIO, 10), ...pictures(3), block(AUDIO, 9000)),
      ];
      const { video } = await factsOf({ duration: float(claimed), clusters });
      expect(video?.startTimeSeconds).toBeCloseTo(0.5, 9);
      expect(video?.endTimeSeconds).toBeCloseTo(2.62, 9);
    },
  );

  it.each<[string, Buffer[], number]>([
    ['as long as most before it, after a hole', [], 9.04],
    ['as long as the track says', [element('23e383', 50_000_000)], 9.05],
  ])('ends with a picture alone in the last cluster, which lasts %s', async (_, video, end) => {
    const clusters = [cluster(0, block(AUDIO, 0), ...pictures(50)), cluster(9000, block(VIDEO, 0))];
    expect((await factsOf({ video, clusters })).video?.endTimeSeconds).toBeCloseTo(end, 9);
  });

  it('ends with the last pictures alone, where there is too much before them', async () => {
    const long = cluster(2000, ...Array.from({ length: 1020 }, () => block(AUDIO, 0)), ...pictures(2)); // prettier-ignore
    const clusters = (last: number) => [
      cluster(0, block(AUDIO, 0), ...pictures(50)),
      ...[...Array.from({ length: 17 }, () => long), cluster(9000, ...pictures(last))],
    ];
    const { video } = await factsOf({ clusters: clusters(2) });
    expect(video?.endTimeSeconds).toBeCloseTo(9.08, 9);
    expect(await isUnusual(file({ clusters: clusters(1) }))).toBe(true);
  });
});

describe('matroskaFacts of a file that is being written', () => {
  const first = cluster(0, block(AUDIO, 5), ...pictures(50));
  const written = (...last: Buffer[]) => factsOf({ clusters: [first, ...last] }, true);

  it.each<[string, Buffer[], number]>([
    ['one cluster', [], 2],
    ['a cluster whose size is not known yet', [open('1f43b675', element('e7', 2000), ...pictures(2))], 2.08], // prettier-ignore
    ['a last cluster of sound', [cluster(2000, ...pictures(2)), cluster(3000, block(AUDIO, 500))], 2.08], // prettier-ignore
    ['a picture that is cut short', [cluster(2000, block(VIDEO, 0)), open('1f43b675', element('e7', 2100), block(VIDEO, 0), block(VIDEO, 40).subarray(0, 9))], 2.14], // prettier-ignore
    ['a header that is cut short', [cluster(2000, block(VIDEO, 0)), hex('1f43')], 2.04],
    ['a time of the clock in six bytes', [master('1f43b675', element('e7', hex('000000000bb8')), block(VIDEO, 0))], 3.04], // prettier-ignore
  ])('ends with the last whole picture, given %s', async (_, last, seconds) => {
    expect(lengthOf(await written(...last))).toBeCloseTo(seconds, 6);
  });

  it('does not take the bytes of a picture for a cluster, as often as is ordinary', async () => {
    const alike = (times: number) =>
      cluster(2000, block(VIDEO, 0, 0x80, Buffer.from('1f43b675'.repeat(times), 'hex')));
    expect(lengthOf(await written(alike(16)))).toBeCloseTo(2.04, 6);
    await expect(written(alike(17))).rejects.toThrow();
  });
});
