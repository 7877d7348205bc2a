import { describe, expect, it } from '@jest/globals';
import { buildAvcc } from '../../h264/avcc.js';
import { strictReader } from '../../testing/strict-reader.js';
import { unlessUnusual } from '../../unusual.js';
import { box, fullBox, u32, u64s } from '../write-box.js';
import { audioEntry, videoEntry } from '../write-sample-entry.js';
import { isoFacts } from './iso-facts.js';
import type { MediaFacts } from '../../media-facts.js';

/** How long the pictures of a file last, in seconds. */
const lengthOf = ({ video }: MediaFacts) => video!.endTimeSeconds! - video!.startTimeSeconds;

const hex = (text: string) => Buffer.from(text, 'hex');
const VIDEO_ENTRY = videoEntry({
  ...{ sampleEntry: 'avc1', configurationBox: 'avcC', width: 320, height: 180, colour: null },
  configuration: buildAvcc(
    [hex('6764000cacd941419f9f0110000003001000000301e0f1429960')],
    [hex('68ef8fcb')],
  ),
  pixelAspect: { num: 1, den: 1 },
});
const AUDIO_ENTRY = audioEntry({
  ...{ codec: 'aac', sampleRate: 48_000, channels: 2, description: Uint8Array.of(0x11, 0x90) },
});
const UNIT = 0x10000;
const UPRIGHT = [UNIT, 0, 0, 0, UNIT, 0, 0, 0, 0x40000000];
const TURNED = [0, UNIT, 0, -UNIT, 0, 0, 0, 0, 0x40000000];
const [VIDEO, AUDIO] = [1, 2];
const FRAME = 1024;
const MDAT = box('mdat', u32(1, 2, 3));

interface Track {
  id?: number;
  kind?: string;
  timescale?: number;
  samples?: number;
  durations?: [samples: number, ticks: number][];
  edits?: [duration: number, mediaTime: number][];
  offsets?: Buffer;
  matrix?: number[];
  entry?: Buffer;
}

function track(fields: Track): Buffer {
  const { id = VIDEO, kind = 'vide', timescale = 15_360, samples = 90, edits } = fields;
  const { durations = [[samples, FRAME]], matrix = UPRIGHT, entry = VIDEO_ENTRY } = fields;
  const list = edits && box('edts', fullBox('elst', 0, 0, u32(edits.length), ...edits.map(([length, time]) => u32(length, time, UNIT)))); // prettier-ignore
  const table = box(
    'stbl',
    fullBox('stsd', 0, 0, u32(1), entry),
    fullBox('stsz', 0, 0, u32(0, samples)),
    fullBox('stts', 0, 0, u32(durations.length, ...durations.flat())),
    ...(fields.offsets ? [fullBox('ctts', 0, 0, fields.offsets)] : []),
  );
  return box(
    'trak',
    fullBox('tkhd', 0, 7, u32(0, 0, id, 0, 6000, 0, 0, 0, 0, ...matrix, 0, 0)),
    ...(list ? [list] : []),
    box(
      'mdia',
      fullBox('mdhd', 0, 0, u32(0, 0, timescale, 0, 0)),
      fullBox('hdlr', 0, 0, u32(0), Buffer.from(kind), u32(0, 0, 0, 0)),
      box('minf', table),
    ),
  );
}
const sound = (fields: Track = {}) =>
  track({ ...{ id: AUDIO, kind: 'soun', timescale: 48_000, samples: 281, entry: AUDIO_ENTRY }, ...fields }); // prettier-ignore

interface Movie {
  created?: number;
  duration?: number;
  matrix?: number[];
  isLong?: boolean;
  more?: Buffer[];
}

function movie(tracks: Buffer[], fields: Movie = {}): Buffer {
  const { created = 0, duration = 6000, matrix = UPRIGHT, isLong = false, more = [] } = fields;
  const times = isLong
    ? Buffer.concat([u64s([created, 0]), u32(1000), u64s([duration])])
    : u32(created, 0, 1000, duration);
  const rest = u32(UNIT, 0x1000000, 0, 0, ...matrix, 0, 0, 0, 0, 0, 0, 3);
  return box('moov', fullBox('mvhd', Number(isLong), 0, times, rest), ...tracks, ...more);
}

const read = (...boxes: Buffer[]) => isoFacts(strictReader(Buffer.concat(boxes)));
const isUnusual = async (...boxes: Buffer[]) =>
  (await unlessUnusual(() => read(...boxes))) === null;

describe('isoFacts of a whole file', () => {
  it('reads all of them', async () => {
    const created = Date.UTC(2026, 0, 3) / 1000;
    const boxes = [movie([track({ matrix: TURNED }), sound()], { created }), MDAT];
    expect(await read(...boxes)).toEqual({
      demuxer: 'mov',
      sizeBytes: Buffer.concat(boxes).length,
      ...{ startTimeSeconds: 0, creationTime: new Date('2026-01-03T00:00:00Z') },
      video: {
        ...{ index: 0, codec: 'h264', pixelFormat: 'yuv420p', width: 320, height: 180 },
        ...{ rotation: 90, fieldOrder: 'progressive', frameRate: 15, timeBase: '1/15360' },
        ...{ startTimeSeconds: 0, endTimeSeconds: 6 },
      },
      audio: { index: 1, codec: 'aac' },
    });
  });

  const pause = (ticks: number): [number, number][] => [[ticks, -1], [6000, 0]]; // prettier-ignore
  it.each<[string, Buffer[], object]>([
    ['the index at the end', [MDAT, movie([track({})])], { audio: null, creationTime: null }],
    ['a header of 64 bits', [movie([track({})], { isLong: true }), MDAT], { video: { endTimeSeconds: 6 } }], // prettier-ignore
    ['a header that says nothing of its length', [movie([track({})], { duration: 0 }), MDAT], { video: { endTimeSeconds: 6 } }], // prettier-ignore
    ['a header that claims hours', [movie([track({})], { duration: 1e7 }), MDAT], { video: { endTimeSeconds: 6 } }], // prettier-ignore
    [
      'sound first',
      [movie([sound(), track({})]), MDAT],
      { video: { index: 1 }, audio: { index: 0 } },
    ],
    ['a list of no offsets', [movie([track({ offsets: u32(0, 90, 512) })]), MDAT], { startTimeSeconds: 0 }], // prettier-ignore
    ['pictures that begin later', [movie([track({ edits: pause(500) }), sound()]), MDAT], { startTimeSeconds: 0, video: { startTimeSeconds: 0.5, endTimeSeconds: 6.5 } }], // prettier-ignore
    ['sound that begins later', [movie([track({ edits: pause(250) }), sound({ edits: pause(500) })]), MDAT], { startTimeSeconds: 0.25, video: { startTimeSeconds: 0.25 } }], // prettier-ignore
    ['the longest delay of an encoder', [movie([track({}), sound({ edits: [[6000, 4096]] })]), MDAT], {}], // prettier-ignore
    ['an edit that is shorter by rounding', [movie([track({ samples: 92, edits: [[6133, 0]] })]), MDAT], {}], // prettier-ignore
  ])('reads one with %s', async (_, boxes, expected) => {
    expect(await read(...boxes)).toMatchObject(expected);
  });

  const whole = (...args: Parameters<typeof movie>) => [movie(...args), MDAT];
  it.each<[string, Buffer[]]>([
    ['no data', [movie([track({})])]],
    ['two indexes', [movie([track({})]), ...whole([track({})])]],
    ['a turned movie', whole([track({})], { matrix: TURNED })],
    ['a turned movie in 64 bits', whole([track({})], { matrix: TURNED, isLong: true })],
    ['defaults for fragments, and no fragment', whole([track({})], { more: [box('mvex')] })],
    ['no track', whole([])],
    ['sound alone', whole([sound()])],
    ['two tracks of video', whole([track({}), track({})])],
    ['two tracks of sound', whole([sound(), sound()])],
    ['three tracks', whole([track({}), sound(), sound()])],
    ['a track of text', whole([track({}), track({ kind: 'text' })])],
    ['no samples', whole([track({ samples: 0 })])],
    ['samples that last no time', whole([track({ durations: [[90, 0]] })])],
    ['a longer delay of sound', whole([track({}), sound({ edits: [[6000, 4097]] })])],
    ['a picture that is skipped', whole([track({ edits: [[6000, 1]] })])],
    ['a picture that is left out at the end', whole([track({ samples: 94, edits: [[6200, 0]] })])],
    ['an edit before the first picture', whole([track({ offsets: u32(1, 90, 512), edits: [[6000, 511]] })])], // prettier-ignore
  ])('takes %s for unusual', async (_, boxes) => {
    expect(await isUnusual(...boxes)).toBe(true);
  });
});

describe('isoFacts of fragments', () => {
  const inFragments = { samples: 0 };
  const DEFAULTS = box('mvex', ...[VIDEO, AUDIO].map((id) => fullBox('trex', 0, 0, u32(id, 1, FRAME, 0, 0)))); // prettier-ignore
  const index = (video: Track = {}, audio: Track | null = {}, fields: Movie = {}) =>
    movie([track({ ...inFragments, ...video }), ...(audio ? [sound({ ...inFragments, ...audio })] : [])], { duration: 0, more: [DEFAULTS], ...fields }); // prettier-ignore

  /** Samples of a track from these ticks on, the first shown so many ticks later. */
  const run = (id: number, at: number, samples: number, offset = 0) =>
    box(
      'traf',
      fullBox('tfhd', 0, 0, u32(id)),
      fullBox('tfdt', 0, 0, u32(at)),
      fullBox('trun', 0, 0x800, u32(samples), ...Array.from({ length: samples }, () => u32(offset))), // prettier-ignore
    );
  const fragment = (...runs: Buffer[]) => Buffer.concat([box('moof', ...runs), MDAT]);
  const pictures = (at: number, offset = 0) => run(VIDEO, at * FRAME, 30, offset);
  /** 2.0 s */
  const heard = (at: number) => run(AUDIO, at, 94);

  it('reads the times of the first and the last', async () => {
    const file = [index(), fragment(pictures(15), heard(48_000)), fragment(pictures(45), heard(144_256))]; // prettier-ignore
    const facts = await read(...file);
    expect(facts).toMatchObject({
      startTimeSeconds: 1,
      video: { startTimeSeconds: 1, frameRate: 15, timeBase: '1/15360' },
      audio: { index: 1, codec: 'aac' },
    });
    expect(lengthOf(facts)).toBeCloseTo(4, 6);
  });

  it.each<[string, Buffer, number, number]>([
    ['the offset of the first picture', index({}, null), 2 / 15, 4],
    ['an edit that takes it away', index({ edits: [[0, 2 * FRAME]] }, null), 0, 4],
    ['a late start', index({ edits: [[500, -1], [0, 2 * FRAME]] }, null), 0.5, 4], // prettier-ignore
  ])('begins with %s', async (_, moov, startTimeSeconds, durationSeconds) => {
    const file = [moov, fragment(pictures(0, 2 * FRAME)), fragment(pictures(30, 2 * FRAME))];
    const facts = await read(...file);
    expect(facts.startTimeSeconds).toBeCloseTo(startTimeSeconds, 6);
    expect(lengthOf(facts)).toBeCloseTo(durationSeconds, 6);
  });

  it('reads tracks in fragments of their own, up to sixteen at the beginning and forty at the end', async () => {
    const rows = (count: number, from: number) =>
      Array.from({ length: count }, (_, i) => fragment(pictures(30 * (i + from))));
    const file = (before: number) => [index(), ...rows(before, 0), fragment(heard(0)), ...rows(20, before), fragment(heard(96_256))]; // prettier-ignore
    expect(lengthOf(await read(...file(15)))).toBeCloseTo(70, 6);
    expect(await isUnusual(...file(16))).toBe(true);
    const late = (count: number) => [index(), ...rows(1, 0), ...Array.from({ length: count }, (_, i) => fragment(heard(i * 96_256)))]; // prettier-ignore
    expect(lengthOf(await read(...late(39)))).toBeCloseTo(2, 6);
    expect(await isUnusual(...late(40))).toBe(true);
  });

  it.each<[string, Buffer[]]>([
    ['no sound in a file of sound', [index(), fragment(pictures(0))]],
    ['no pictures', [index(), fragment(heard(0))]],
    ['samples before the fragments', [index({ samples: 1 }, null), fragment(pictures(0))]], // prettier-ignore
    ['no defaults', [index({}, null, { more: [] }), fragment(pictures(0))]],
    ['times that jump back', [index({}, null), fragment(pictures(30)), fragment(pictures(0))]],
  ])('takes %s for unusual', async (_, boxes) => {
    expect(await isUnusual(...boxes)).toBe(true);
  });
});
