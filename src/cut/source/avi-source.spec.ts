import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Logging, LogLevel } from 'mediabunny';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { joinAnnexB } from '../../formats/nal-units.js';
import {
  aviFile,
  chunk,
  indexOf,
  list,
  picture,
  pictures,
  SETS,
  soundStream,
  videoStream,
} from '../../formats/testing/write-avi.js';
import { openSource } from './open-source.js';
import { packetsFrom } from './packets-from.js';
import { VideoStream } from './video-stream.js';

let folder: string;
beforeAll(() => {
  // It warns of sound that it does not know.
  Logging.level = LogLevel.Silent;
  folder = mkdtempSync(join(tmpdir(), 'event-clips-unit-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Other sets, of a higher level. */
const OTHER = [Buffer.from(SETS[0]!), SETS[1]!];
OTHER[0]!.writeUInt8(13, 3);
const VIDEO = videoStream();
const EMPTY = chunk('00dc', Buffer.alloc(0));

/** Opens such a file around a segment, and reads its packets. */
async function read(bytes: Buffer, [fromSeconds, toSeconds]: [number, number] = [0, Infinity]) {
  const path = join(folder, 'a.avi');
  writeFileSync(path, bytes);
  const segment = { fromSeconds, toSeconds };
  const source = await openSource({ path }, { segment, facts: null, minIndexBytes: Infinity });
  try {
    const found: string[] = [];
    const stream = await VideoStream.of(source);
    for await (const packet of stream.packetsFrom(null)) {
      const number = stream.nalsOf(packet).at(-1)!.subarray(-5);
      found.push(`${packet.type} ${round(packet.timestamp)} #${number[1]! * 256 + number[3]!}`);
    }
    const sounds: string[] = [];
    for await (const { timestamp, data } of source.audio ? packetsFrom(source.audio, null) : []) {
      sounds.push(`${round(timestamp)} ${Buffer.from(data).toString('hex').slice(0, 8)}`);
    }
    const { audio } = source;
    return {
      ...{ pictures: found, sounds, sets: stream.containerSets.map((set) => Buffer.from(set)) },
      codec: audio && (await audio.track.getCodec()),
      sampleRate: audio && (await audio.track.getSampleRate()),
    };
  } finally {
    source.close();
  }
}

const round = (seconds: number) => Math.round(seconds * 1e4) / 1e4;
const file = (packets: readonly Buffer[], streams = [VIDEO], ...rest: Buffer[]) =>
  aviFile(streams, list('movi', packets), ...rest);
/** What is read of such pictures. */
const expected = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) => {
    const number = from + i;
    return `${number % 10 === 0 ? 'key' : 'delta'} ${number / 10} #${number}`;
  });

describe('A source in AVI', () => {
  it('has a picture for each step of time', async () => {
    const found = await read(file(pictures(0, 25)));
    expect(found).toMatchObject({ pictures: expected(0, 25), sounds: [], sets: SETS });
  });

  it('shows a picture for longer where the next packets are empty', async () => {
    const [first, second, ...more] = pictures(0, 4);
    const found = await read(file([first!, second!, EMPTY, EMPTY, ...more]));
    expect(found.pictures).toEqual(['key 0 #0', 'delta 0.1 #1', 'delta 0.4 #2', 'delta 0.5 #3']);
  });

  it('counts by the rate and from the start that its header gives', async () => {
    const header = { scale: 1001, rate: 30_000, start: 30 };
    const found = await read(file(pictures(0, 3), [videoStream(header)]));
    expect(found.pictures).toEqual(['key 1.001 #0', 'delta 1.0344 #1', 'delta 1.0677 #2']);
  });

  it('takes parameter sets that only the header has', async () => {
    const extra = Buffer.from(joinAnnexB(SETS));
    const found = await read(file(pictures(0, 12, []), [videoStream({}, 'x264', extra)]));
    expect(found).toMatchObject({ pictures: expected(0, 12), sets: SETS });
  });

  it('is read whatever lies between its packets', async () => {
    const packets = pictures(0, 25);
    const between = [chunk('JUNK', Buffer.alloc(7)), list('rec ', packets.slice(5, 9)), chunk('ix00', Buffer.alloc(32)), list('INFO', [chunk('00dc', Buffer.alloc(3))])]; // prettier-ignore
    const found = await read(file([...packets.slice(0, 5), ...between, ...packets.slice(9)]));
    expect(found.pictures).toEqual(expected(0, 25));
  });

  it('is read through all lists of a long file', async () => {
    const lists = [0, 10, 20].map((from) => list('movi', pictures(from, 10)));
    const index = indexOf(pictures(0, 10));
    const more = lists.slice(1).map((each) => list('AVIX', [each], undefined, 'RIFF'));
    const found = await read(Buffer.concat([aviFile([VIDEO], lists[0]!, index), ...more]));
    expect(found.pictures).toEqual(expected(0, 30));
  });

  it.each([
    ['nothing', 0],
    ['too much', 0x7fffffff],
  ])('is read where its lists were not closed and have a length of %s', async (_, length) => {
    const movie = list('movi', pictures(0, 25), length);
    const bytes = aviFile([VIDEO], movie);
    bytes.writeUInt32LE(length, 4);
    expect((await read(bytes)).pictures).toEqual(expected(0, 25));
  });

  it('ends with the last complete picture', async () => {
    const whole = file(pictures(0, 25));
    expect((await read(whole.subarray(0, -5))).pictures).toEqual(expected(0, 24));
    const reserved = Buffer.concat([whole, Buffer.alloc(5000)]);
    expect((await read(reserved)).pictures).toEqual(expected(0, 25));
  });

  it('shows the packets around a segment of a long file, and its first ones', async () => {
    const { pictures: shown } = await read(file(pictures(0, 2000)), [100, 101]);
    expect(shown).toEqual([...expected(0, 64), ...expected(790, 385)]);
  });

  it('is read with the sets of a segment on either side of a change, not across it', async () => {
    const both = file([...pictures(0, 200), ...pictures(200, 200, OTHER)]);
    expect((await read(both, [12, 20])).sets).toEqual(SETS);
    expect((await read(both, [20, 26])).sets).toEqual(OTHER);
    await expect(read(both, [19, 21])).rejects.toMatchObject({ obstacle: 'codec_change' });
  });

  it('is read with an index that has the same packets', async () => {
    const packets = pictures(0, 25);
    const found = await read(file(packets, [VIDEO], indexOf(packets)));
    expect(found.pictures).toEqual(expected(0, 25));
  });

  it.each<[string, (orders: number[]) => number[]]>([
    ['B-frames', (orders) => orders.map((order, i) => (i % 3 === 1 ? order + 4 : order))],
    [
      'two pictures of one time',
      (orders) => orders.map((order, i) => (i === 7 ? order - 2 : order)),
    ],
  ])('is refused with %s', async (_, change) => {
    const orders = change(Array.from({ length: 12 }, (__, i) => i * 2));
    const packets = orders.map((order, i) => picture(i, order, i === 0 ? SETS : null));
    await expect(read(file(packets))).rejects.toMatchObject({ obstacle: 'no_times' });
  });

  const packets = pictures(0, 25);
  const extended = videoStream({}, 'H265');
  it.each<[string, Buffer]>([
    [
      'its index has another packet',
      file(packets, [VIDEO], indexOf([...packets.slice(0, 9), EMPTY, ...packets.slice(9)])),
    ],
    ['its index has too few packets', file(packets, [VIDEO], indexOf(packets.slice(0, 24)))],
    ['it has two streams of video', file(packets, [VIDEO, VIDEO])],
    ['it has no video', file(packets, [])],
    ['its codec is not known', file(packets, [extended])],
    ['its rate is 0', file(packets, [videoStream({ rate: 0 })])],
    ['its clock begins after hours', file(packets, [videoStream({ start: 36_001 })])],
    ['its first picture has no parameter sets', file(pictures(1, 8))],
    ['its pictures are no byte streams', file([...packets, chunk('00dc', Buffer.alloc(9, 7))])],
    ['it has no pictures', file([EMPTY])],
    ['another file follows it', Buffer.concat([file(packets), file(packets)])],
    ['it is damaged', file([...packets, Buffer.alloc(64, 1)])],
  ])('is left to FFmpeg where %s', async (_, bytes) => {
    await expect(read(bytes)).rejects.toMatchObject({ obstacle: 'container' });
  });
});

const MP3 = { tag: 0x55, sampleRate: 48_000, channels: 1, blockBytes: 1152 };
const MP3_STEPS = { scale: 1152, rate: 48_000 };
const AAC = { tag: 0xff, sampleRate: 48_000, channels: 2, blockBytes: 1536, description: '1190' };
const AAC_STEPS = { scale: 1024, rate: 48_000 };
const G711 = { tag: 7, sampleRate: 8000, blockBytes: 1 };
/** A frame of 128 kb/s at 48 kHz. */
const mp3Frame = Buffer.concat([Buffer.from('fffb94c4', 'hex'), Buffer.alloc(380)]);

describe('The sound of a source in AVI', () => {
  const sounding = (stream: Buffer, ...sounds: Buffer[]) =>
    read(file([...pictures(0, 5), ...sounds.map((each) => chunk('01wb', each))], [VIDEO, stream]));

  it.each<[string, Buffer, Buffer[], object]>([
    [
      'MP3 whose packets are frames',
      soundStream(MP3_STEPS, MP3),
      [mp3Frame, mp3Frame],
      { codec: 'mp3', sampleRate: 48_000, sounds: ['0 fffb94c4', '0.024 fffb94c4'] },
    ],
    [
      'AAC whose packets are steps',
      soundStream({ ...AAC_STEPS, start: 3 }, AAC),
      [Buffer.from('aa01', 'hex'), Buffer.from('aa02', 'hex')],
      { codec: 'aac', sampleRate: 48_000, sounds: ['0.064 aa01', '0.0853 aa02'] },
    ],
    [
      'G.711, by its bytes',
      soundStream({ rate: 8000, stepBytes: 1 }, G711),
      [Buffer.alloc(800, 7), Buffer.alloc(40, 9)],
      { codec: null, sampleRate: 8000, sounds: ['0 07070707', '0.1 09090909'] },
    ],
  ])('is %s', async (_, stream, sounds, found) => {
    expect(await sounding(stream, ...sounds)).toMatchObject(found);
  });

  it.each<[string, Buffer, Buffer[]]>([
    ['MP3 at a constant rate', soundStream({ rate: 16_000, stepBytes: 1 }, MP3), [mp3Frame]],
    [
      'MP3 with steps of another length',
      soundStream({ scale: 1024, rate: 48_000 }, MP3),
      [mp3Frame],
    ],
    [
      'MP3 with half a frame in a packet',
      soundStream(MP3_STEPS, MP3),
      [mp3Frame, mp3Frame.subarray(8)],
    ],
    [
      'MP3 with two frames in a packet',
      soundStream(MP3_STEPS, MP3),
      [mp3Frame, Buffer.concat([mp3Frame, mp3Frame])],
    ],
    ['AAC with steps of another length', soundStream({ rate: 25 }, AAC), [Buffer.alloc(8)]],
    [
      'AAC without a configuration',
      soundStream(AAC_STEPS, { ...AAC, description: '' }),
      [Buffer.alloc(8)],
    ],
    ['AAC with a packet that counts twice', soundStream(AAC_STEPS, AAC), [Buffer.alloc(1537)]],
    ['AAC with an empty packet', soundStream(AAC_STEPS, AAC), [Buffer.alloc(8), Buffer.alloc(0)]],
    [
      'G.711 that is not counted by its bytes',
      soundStream({ rate: 8000 }, G711),
      [Buffer.alloc(8)],
    ],
  ])('is left out where its times are not certain: %s', async (_, stream, sounds) => {
    const found = await sounding(stream, ...sounds);
    expect(found).toMatchObject({ codec: null, sampleRate: null, sounds: [] });
    expect(found.pictures).toHaveLength(5);
  });
});
