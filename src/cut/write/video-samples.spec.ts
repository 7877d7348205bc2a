import { describe, expect, it } from '@jest/globals';
import type { PlannedSegment } from '../plan/cut-planner.js';
import { withoutHoles } from '../plan/clip-line.js';
import { findFrames } from '../plan/find-frames.js';
import type { VideoStream } from '../source/video-stream.js';
import { splitLengthPrefixed } from '../../formats/nal-units.js';
import { lettersCodec, lettersStream } from '../testing/letters-codec.js';
import type { VideoCodec } from '../codec/codec.js';
import { ParameterSets } from '../codec/parameter-sets.js';
import { SignedGops } from './signed-gops.js';
import { clipSets } from './clip-sets.js';
import { type ReadySegment, videoSamples } from './video-samples.js';

/** The samples of a window: whether players may seek to them, their pictures, and when they are shown. */
async function samplesOf(pictures: string, from: number, to: number): Promise<string[]> {
  const stream = lettersStream(pictures) as VideoStream;
  const { runs, ...found } = await findFrames(stream, { from, to, until: to });
  const planned: PlannedSegment = { stream, ...found, runs: withoutHoles(runs, -from) };
  const { head } = found;
  const frames = (head?.times ?? []).map((time) => [Buffer.from(`P${time}`)]);
  const samples: string[] = [];
  for await (const sample of videoSamples(
    { ...planned, encoded: head && { sets: [], frames }, signed: new SignedGops(lettersCodec) },
    { inBand: false },
  )) {
    const picture = Buffer.from(sample.data).toString('latin1', 4);
    samples.push(`${sample.isKey ? 'sync ' : ''}${picture} at ${sample.time}`);
  }
  return samples;
}

describe('The samples of a segment', () => {
  it('are the encoded frames, then the copied packets', async () => {
    expect(await samplesOf('I0 P1 P2 I3 P4', 1, 5)).toEqual([
      ...['P1 at 0', 'P2 at 1', 'sync I3 at 2', 'P4 at 3'],
    ]);
  });

  it('begin their copied part at an entry point that was changed for it, without its leading pictures', async () => {
    expect(await samplesOf('I0 P1 C4 L2 L3 P5 C8 L6 L7', 1, 9)).toEqual([
      ...['P1 at 0', 'P2 at 1', 'P3 at 2', 'sync B4 at 3', 'P5 at 4'],
      ...['C8 at 7', 'L6 at 5', 'L7 at 6'],
    ]);
  });
});

/**
 * Letters with parameter sets, such as `S1a`: the one with id 1 and the content `a`. `D` is left out, and `G` is
 * a signature.
 */
const codec: VideoCodec = {
  ...lettersCodec,
  isParameterSet: ([letter]) => letter === 0x53,
  setIdOf: (nal) => ({ kind: 0, id: nal[1]! }),
  isLeftOut: ([letter]) => letter === 0x44,
  isSignature: ([letter]) => letter === 0x47,
  trackCodec: (sets) => ({
    ...lettersCodec.trackCodec([]),
    codecString: sets.map((set) => Buffer.from(set).toString()).join('+'),
  }),
};
const nals = (texts: string) => texts.split(' ').map((text) => Buffer.from(text));

interface Shape {
  packets?: string[];
  sets?: string;
  head?: { sets: string; frames: string[] } | null;
  lengthSize?: number | null;
  hasTail?: boolean;
}

/** A segment of packets of a second that consist of such units, the first of which begins the tail. */
function segment({ packets = ['I0'], sets = 'S1a', head = null, ...rest }: Shape): ReadySegment {
  const { lengthSize = 4, hasTail = true } = rest;
  const found = packets.map((content, timestamp) => ({ timestamp, data: Buffer.from(content) }));
  const stream = {
    ...{ codec, lengthSize, nalsOf: ({ data }: { data: Buffer }) => nals(data.toString()) },
    // eslint-disable-next-line @typescript-eslint/require-await -- it stands for reading a file
    async *packetsFrom() {
      yield* found;
    },
  };
  const count = (head?.frames.length ?? 0) + (hasTail ? packets.length : 0);
  const headTimes = head?.frames.map((_, i) => i - head.frames.length);
  return {
    ...{ stream, sets: new ParameterSets(codec, nals(sets)), coding: null },
    head: headTimes && { stream: new Uint8Array(), skip: 0, times: headTimes },
    tail: hasTail
      ? { packet: found[0], leading: 0, times: found.map(({ timestamp }) => timestamp) }
      : null,
    runs: [{ shiftSeconds: headTimes?.length ?? 0, fromSeconds: 0, toSeconds: count }],
    encoded: head && { sets: nals(head.sets), frames: head.frames.map(nals) },
    signed: new SignedGops(codec),
  } as unknown as ReadySegment;
}

describe('The parameter sets of a clip', () => {
  const A = segment({ sets: 'S1a' });
  it.each<[string, ReadySegment[], boolean, string]>([
    ['are those of its recording', [A], false, 'S1a'],
    ['are those of all its recordings', [A, segment({ sets: 'S2b' })], false, 'S1a+S2b'],
    ['are there once', [A, segment({ sets: 'S1a' })], false, 'S1a'],
    ['include those of heads', [segment({ head: { sets: 'S9h', frames: ['P'] } })], false, 'S9h+S1a'], // prettier-ignore
    [
      'leave out those of a recording of which all is encoded',
      [segment({ hasTail: false, head: { sets: 'S9h', frames: ['P'] } })],
      false,
      'S9h',
    ],
    ['precede entry points where two have one id', [A, segment({ sets: 'S1b' })], true, 'S1a'],
    [
      'precede entry points where that of a head has the id of another',
      [A, segment({ head: { sets: 'S1h', frames: ['P'] } })],
      true,
      'S1a',
    ],
  ])('%s', (_, segments, inBand, sets) => {
    expect(clipSets(segments)).toMatchObject({
      inBand,
      track: { codecString: sets },
    });
  });
});

describe('The parameter sets of a codec that cannot have them in the stream', () => {
  /** The id of a set or of what refers to it, such as `P`, is the last character. */
  const renaming: VideoCodec = {
    ...codec,
    freeSetIds: (inUse) => [7, 8, 9].filter((id) => !inUse.some((nal) => nal[1] === 0x30 + id)),
    withSetId: (all, id) =>
      all.map((nal) => Buffer.from(nal.toString().replace(/^([SIP])\d/, `$1${id}`))),
  };
  const recording = (sets: string, head: Shape['head'] = null) => {
    const ready = segment({ packets: ['I1', 'P1'], sets, head });
    return { ...ready, stream: { ...ready.stream, codec: renaming } } as unknown as ReadySegment;
  };

  it.each<[string, ReadySegment[], (number | null)[], string]>([
    ['are left as they are where they fit', [recording('S1a'), recording('S2b')], [null, null], 'S1a+S2b'], // prettier-ignore
    ['get another id', [recording('S1a'), recording('S1b')], [null, 7], 'S1a+S7b'],
    ['get different ids', [recording('S1a'), recording('S1b'), recording('S1c')], [null, 7, 8], 'S1a+S7b+S8c'], // prettier-ignore
    ['share an id where they are equal', [recording('S1a'), recording('S1b'), recording('S1a'), recording('S1b')], [null, 7, null, 7], 'S1a+S7b'], // prettier-ignore
    ['get no id of a head', [recording('S1a'), recording('S1b', { sets: 'S7h', frames: ['P7'] })], [null, 8], 'S1a+S7h+S8b'], // prettier-ignore
  ])('%s', (_, segments, tailSetIds, codecString) => {
    expect(clipSets(segments)).toMatchObject({ inBand: false, tailSetIds, track: { codecString } });
  });

  it.each([
    ['there are no more ids', ['S1a', 'S1b', 'S1c', 'S1d', 'S1e']],
    ['two sets would have one id', ['S1a', 'S1b S2c']],
  ])('are an obstacle where %s', (_, sets) => {
    expect(() => clipSets(sets.map((each) => recording(each)))).toThrow(
      expect.objectContaining({ obstacle: 'set_ids' }),
    );
  });

  it('are changed in each packet', async () => {
    const samples = [];
    for await (const { data } of videoSamples(recording('S1a'), { inBand: false, tailSetId: 9 })) {
      samples.push(splitLengthPrefixed(data, 4)!.map((nal) => Buffer.from(nal).toString()));
    }
    expect(samples).toEqual([['I9'], ['P9']]);
  });
});

describe('The packets of a clip', () => {
  /** The units of each sample, and whether players may seek to it. */
  async function written(given: Shape | ReadySegment, inBand: boolean) {
    const samples: string[] = [];
    const ready = 'stream' in given ? given : segment(given);
    for await (const { isKey, data } of videoSamples(ready, { inBand })) {
      const text = Buffer.from(data)
        .toString('latin1')
        .replace(/^\0\0\0./, '');
      samples.push((isKey ? 'sync ' : '') + text.replace(/\0\0\0./g, ' '));
    }
    return samples;
  }

  it.each([4, null])('have no sets and no delimiters (lengths of %p)', async (lengthSize) => {
    const packets = ['D S1a I0', 'P1', 'D P2', 'S1a C3'];
    expect(await written({ packets, lengthSize }, false)).toEqual(['sync I0', 'P1', 'P2', 'C3']);
  });

  it('keep signatures in their place, and say which groups are signed', async () => {
    const given = segment({ packets: ['G0 I0', 'P1', 'D G1 S1a I2', 'P3', 'G2 I4'] });
    expect(await written(given, false)).toEqual(['sync G0 I0', 'P1', 'sync G1 I2', 'P3', 'sync G2 I4']); // prettier-ignore
    expect(given.signed.preserved(5)).toEqual({ fromSeconds: 0, toSeconds: 4 });
  });

  it.each<[string, string, number]>([
    ['an entry point that was changed', 'C0', 0],
    ['one whose leading pictures are left out', 'I0', 1],
  ])('do not say that the group of %s is signed', async (_, first, leading) => {
    const packets = [first, 'P1', 'G0 I2', 'P3', 'G1 I4'];
    const given = segment({ packets: leading ? [first, 'L9', ...packets.slice(1)] : packets });
    Object.assign(given.tail!, { leading, times: given.tail!.times.filter((t) => !leading || t !== 1) }); // prettier-ignore
    await written(given, false);
    expect(given.signed.preserved(9)).toEqual({ fromSeconds: 2 + leading, toSeconds: 4 + leading });
  });

  it('have the sets of the recording at each entry point where the clip has them in band', async () => {
    const packets = ['I0', 'P1', 'S1a C2'];
    const sets = 'S1a S2b';
    expect(await written({ packets, sets }, true)).toEqual([
      ...['sync S1a S2b I0', 'P1', 'S1a S2b C2'],
    ]);
  });

  it('have the sets of the head at its first frame only', async () => {
    const head = { sets: 'S9h', frames: ['I', 'I'] };
    expect(await written({ head }, true)).toEqual(['sync S9h I', 'sync I', 'sync S1a I0']);
    expect(await written({ head }, false)).toEqual(['sync I', 'sync I', 'sync I0']);
  });

  it('are written in full lengths where the recording has shorter ones', async () => {
    const samples = [];
    for await (const { data } of videoSamples(segment({ lengthSize: 2 }), { inBand: false }))
      samples.push(data);
    expect(samples).toEqual([new Uint8Array(Buffer.from('\0\0\0\x02I0'))]);
  });

  it('are written with lengths where they have start codes', async () => {
    const packets = ['\0\0\0\x01I0'];
    const given = segment({ packets });
    Object.assign(given.stream, { nalsOf: () => nals('I0') });
    const samples = [];
    for await (const { data } of videoSamples(given, { inBand: false })) samples.push(data);
    expect(samples).toEqual([new Uint8Array(Buffer.from('\0\0\0\x02I0'))]);
  });

  it('are passed on as they are where nothing is left out', async () => {
    const given = segment({ packets: ['I0', 'P1'] });
    const written: Uint8Array[] = [];
    const read: unknown[] = [];
    for await (const { data } of videoSamples(given, { inBand: false })) written.push(data);
    for await (const { data } of given.stream.packetsFrom(null)) read.push(data);
    expect(written[1]).toBe(read[1]);
  });

  it.each<[string, Shape, (given: ReadySegment) => void, string]>([
    ['another set', { packets: ['I0', 'S1b P1'] }, () => {}, 'parameter_sets'],
    ['another time than planned', { packets: ['I0', 'P1'] }, ({ tail }) => (tail!.times[1] = 1.5), 'timestamps'], // prettier-ignore
    ['fewer packets than planned', {}, ({ tail, runs }) => { tail!.times.push(1); runs[0]!.toSeconds = 2; }, 'damaged'], // prettier-ignore
    ['no time for its last frame', {}, ({ runs }) => (runs[0]!.toSeconds = 0), 'timestamps'],
  ])('are refused with %s', async (_, shape, change, obstacle) => {
    const given = segment(shape);
    change(given);
    const all = async () => {
      const times: number[] = [];
      for await (const { time } of videoSamples(given, { inBand: false })) times.push(time);
      return times;
    };
    await expect(all()).rejects.toMatchObject({ obstacle });
  });
});
