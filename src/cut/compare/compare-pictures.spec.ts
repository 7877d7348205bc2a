import { describe, expect, it } from '@jest/globals';
import type { EncodedPacket } from 'mediabunny';
import { joinAnnexB } from '../../formats/nal-units.js';
import type { VideoCodec } from '../codec/codec.js';
import type { CutPart } from '../cut-types.js';
import { lettersCodec, lettersStream } from '../testing/letters-codec.js';
import { type ComparedHead, comparePictures as compareEach } from './compare-pictures.js';
import type { WrittenPicture } from './written-clip.js';

/** Letters with parameter sets, such as `S1a`: the one with id 1 and the content `a`. `D` is left out. */
const codec: VideoCodec = {
  ...lettersCodec,
  isParameterSet: ([letter]) => letter === 0x53,
  setIdOf: (nal) => ({ kind: 0, id: nal[1]! }),
  isLeftOut: ([letter]) => letter === 0x44,
};
const nals = (units: string) => units.split('+').map((unit) => Buffer.from(unit));

/** A recording of pictures a second apart, each with the units before it: `S1a+I0 P1`. */
function recording(packets: string, sets: string[] = []) {
  const times = packets.replace(/\S*\+/g, '');
  const letters = lettersStream(times);
  const units = new Map(packets.split(' ').map((packet, i) => [times.split(' ')[i]!, packet]));
  const stream = {
    ...letters,
    ...{ codec, startSeconds: 0, containerSets: sets.map((set) => Buffer.from(set)) },
    nalsOf: ({ data }: EncodedPacket) => nals(units.get(Buffer.from(data).toString())!),
  };
  return { name: 'a.mp4', stream };
}

/** Pictures as they are in a clip, with their times where they are not a second apart: `I0 P1@1.5`. */
function clip(pictures: string, sets: string[] = []) {
  const all = pictures.split(' ').map((picture, i): WrittenPicture => {
    const [units, time] = picture.split('@');
    const isSync = /[IB]\d/.test(units!.replace('!', '')) !== picture.includes('!');
    const seconds = Number(time ?? i);
    return { seconds, isSync, nals: nals(units!.replace('!', '')) };
  });
  return {
    ...{
      codec,
      ticksPerSecond: 90_000,
      lastsSeconds: all.length,
      containerSets: sets.map((set) => Buffer.from(set)),
    },
    // eslint-disable-next-line @typescript-eslint/require-await -- it stands for reading a file
    pictures: (async function* () {
      yield* all;
    })(),
  };
}

interface Part {
  runs: [from: number, to: number][];
  at?: number;
  encoded?: number;
  copied: number;
  /** The packets that its head was encoded of; the others here have three and skip one. */
  given?: string;
  skip?: number;
}

/** What is said of a clip of these parts; frames last for a second. */
function claims(parts: Part[]) {
  const all = parts.map(({ runs, at = 0, encoded = 0, copied }): CutPart => ({
    runs: runs.map(([fromSeconds, toSeconds]) => ({ fromSeconds, toSeconds })),
    ...{ coveredFromSeconds: 0, atSeconds: at, signed: null },
    copiedAtSeconds: copied > 0 ? at + encoded : null,
    ...{ encodedFrames: encoded, copiedFrames: copied },
  }));
  const frames = parts.reduce((sum, { encoded = 0, copied }) => sum + encoded + copied, 0);
  return { frames, durationSeconds: frames, parts: all };
}

const SOURCE = 'I0 P1 P2 I3 P4 P5 P6';
const HEAD = 'I0 P1 P2';
/** From frame 1 to frame 5. */
const SMART: Part = { runs: [[1, 6]], encoded: 2, copied: 3 };
type Source = ReturnType<typeof recording>;
type Compared = Parameters<typeof compareEach>;

/** What the encoder is given of a recording: the pictures from one on, and how many there are before the head. */
const given = (source: Source, pictures: string, skip: number): ComparedHead => ({
  source,
  given: {
    stream: joinAnnexB([...source.stream.containerSets, ...pictures.split(' ').flatMap(nals)]),
    ...{ skip, decoded: pictures.split(' ').length },
  },
});

async function comparePictures(
  written: Compared[0],
  sources: Source[],
  claimed: Compared[3],
  heads: Compared[2] = sources.map(() => null),
): Promise<void> {
  for await (const seconds of compareEach(written, sources, heads, claimed)) {
    expect(seconds).toBeGreaterThanOrEqual(0);
  }
}

const compare = (written: string, parts = [SMART], sources = [recording(SOURCE)]) =>
  comparePictures(
    clip(written),
    sources,
    claims(parts),
    parts.map((part, i) => given(sources[i]!, part.given ?? HEAD, part.skip ?? 1)),
  );

describe('A clip is as its recordings', () => {
  it.each<[string, string, Part[], string[]]>([
    ['with a head and a tail', 'I P I3 P4 P5', [SMART], [SOURCE]],
    ['without a head', 'I3 P4', [{ runs: [[3, 5]], copied: 2 }], [SOURCE]],
    ['to the end of the recording', 'I3 P4 P5 P6', [{ runs: [[3, 7]], copied: 4 }], [SOURCE]],
    ['without a tail', 'I P', [{ runs: [[1, 3]], encoded: 2, copied: 0 }], [SOURCE]],
    [
      'of several parts',
      'I P I3 P4 P5 I0 P1',
      [SMART, { runs: [[0, 2]], at: 5, copied: 2 }],
      [SOURCE, SOURCE],
    ],
    [
      'around a hole',
      'I0 P1 P90@2 I91@3 P92@4',
      [{ runs: [[0, 2], [90, 93]], copied: 5 }], // prettier-ignore
      ['I0 P1 P90 I91 P92 P93'],
    ],
    [
      'from an entry point after a hole on',
      'I I91 P92',
      [{ runs: [[1, 2], [91, 93]], encoded: 1, copied: 2, given: 'I0 P1' }], // prettier-ignore
      ['I0 P1 I91 P92'],
    ],
    ['without what is left out', 'I0 P1', [{ runs: [[0, 2]], copied: 2 }], ['D1+I0 D2+P1']],
    ['with its signatures', 'G1+I0 P1', [{ runs: [[0, 2]], copied: 2 }], ['G1+I0 P1']],
    [
      'from a changed entry point on, without its leading pictures',
      'I P P B4 P5 C8@7 L6@5 L7@6',
      [{ runs: [[1, 9]], encoded: 3, copied: 5, given: 'I0 P1 C4 L2 L3' }],
      ['I0 P1 C4 L2 L3 P5 C8 L6 L7'],
    ],
  ])('%s', async (_, written, parts, sources) => {
    await compare(written, parts, sources.map((source) => recording(source))); // prettier-ignore
  });

  it.each<[string, string, string, string[], string[]]>([
    ['beside the pictures', 'S1a+I0 S1a+P1', 'I0 P1', [], ['S1a']],
    ['beside the pictures of both', 'I0 P1', 'I0 P1', ['S1a', 'S2b'], ['S1a', 'S2b', 'S9h']],
    ['at its entry points', 'I0 P1 I2', 'S1a+I0 P1 S1a+I2', ['S1a'], ['S1b']],
  ])('has the parameter sets %s', async (_, source, written, sets, own) => {
    const copied = source.split(' ').length;
    const parts = [{ runs: [[0, copied]] as [number, number][], copied }];
    await comparePictures(clip(written, own), [recording(source, sets)], claims(parts));
  });
});

describe('A clip differs from its recordings', () => {
  it.each<[string, string, RegExp]>([
    ['a byte', 'I P I3 P7 P5', /^Frame 4, which a.mp4 has at 4 s, has other bytes\.$/],
    ['a unit too many', 'I P I3 P4+X P5', /^Frame 4, .* has other bytes/],
    ['a unit too few', 'I P I3 D4 P5', /^Frame 4, .* has other bytes/],
    ['the order', 'I P I3 P5 P4', /^Frame 4, .* has other bytes/],
    ['a time', 'I P I3 P4@3.00002 P5', /^Frame 4 is shown at tick 270002 instead of 270000/],
    ['the beginning', 'I@0.1 P I3 P4 P5', /^Frame 1 is shown at tick 9000 instead of 0 /],
    [
      'the time of a head that stands still',
      'I P@0 I3 P4 P5',
      /^Frame 2 is shown at tick 0 instead of 90000 /,
    ],
    ['a frame left out', 'I P I3 P5', /^Frame 4, .* has other bytes/],
    ['the last one left out', 'I P I3 P4', /^The clip has 4 frames instead of 5/],
    ['one frame more', 'I P I3 P4 P5 P6', /^The clip has more than 5 frames/],
    ['a mark for seeking', 'I P I3 P4! P5', /^Frame 4, .* is marked wrongly for seeking/],
    ['a mark that is missing', 'I P I3! P4 P5', /^Frame 3, .* is marked wrongly for seeking/],
  ])('in %s', async (_, written, message) => {
    await expect(compare(written)).rejects.toMatchObject({ name: 'ClipDiffers' });
    await expect(compare(written)).rejects.toThrow(message);
  });

  it.each<[string, string, Part, string, RegExp]>([
    [
      'begins where decoding cannot',
      'I P P P4 P5',
      { runs: [[1, 6]], encoded: 3, copied: 2, given: 'I0 P1 P2 I3' },
      SOURCE,
      /^The copied part begins at 4 s of a.mp4, where decoding cannot begin/,
    ],
    [
      'begins where the recording has no frame',
      'I P I3 P4 P5',
      { runs: [[1.5, 6.5]], encoded: 2, copied: 3, given: 'I0 P1 P2 I3', skip: 2 },
      SOURCE,
      /^The copied part begins at 3.5 s/,
    ],
    [
      'lacks its last frame',
      'I P I3 P4',
      { runs: [[1, 6]], encoded: 2, copied: 2 },
      SOURCE,
      /^The clip lacks the frame at 5 s of a.mp4/,
    ],
    [
      'lacks a frame that is shown before its last one',
      'I0 P4@2 P1',
      { runs: [[0, 5]], copied: 3 },
      'I0 P4 P1 P2',
      /^The clip lacks the frame at 2 s/,
    ],
    [
      'has more frames than the recording',
      'I P I3 P4 P5 P6 P7',
      { runs: [[1, 9]], encoded: 2, copied: 6 },
      SOURCE,
      /^a.mp4 has 4 frames to copy instead of 6/,
    ],
  ])('that %s', async (_, written, part, source, message) => {
    await expect(compare(written, [part], [recording(source)])).rejects.toThrow(message);
  });

  it('whose length is another', async () => {
    const said = { ...claims([SMART]), durationSeconds: 4.9 };
    const heads = [given(recording(SOURCE), HEAD, 1)];
    await expect(
      comparePictures(clip('I P I3 P4 P5'), [recording(SOURCE)], said, heads),
    ).rejects.toThrow('The pictures last 5 s instead of 4.9 s.');
  });

  it.each<[string, string, string, string[], string[], RegExp]>([
    ['lacks those of packets', 'S1a+I0 P1', 'I0 P1', [], [], /^Frame 1, .* lacks parameter sets/],
    ['lacks those of the container', 'I0 P1', 'I0 P1', ['S1a'], ['S1b'], /lacks parameter sets/],
    ['has others with its pictures', 'I0', 'S1b+I0', ['S1a'], ['S1a'], /lacks parameter sets/],
    ['has them with any frame', 'I0 P1', 'I0 S1a+P1', [], ['S1a'], /^Frame 2, .* no entry point/],
    ['has them at some entry points', 'I0 I1', 'I0 S1a+I1', [], ['S1a'], /^Frame 2, .* elsewhere/],
    ['has them before a change', 'S1a+I0 S1b+P1', 'I0 P1', [], ['S1a'], /^Frame 2, .* needs other/],
  ])('and %s', async (_, source, written, sets, own, message) => {
    const copied = source.split(' ').length;
    const parts = [{ runs: [[0, copied]] as [number, number][], copied }];
    const compared = comparePictures(clip(written, own), [recording(source, sets)], claims(parts));
    await expect(compared).rejects.toThrow(message);
  });
});
