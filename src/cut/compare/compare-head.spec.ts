import { describe, expect, it } from '@jest/globals';
import type { EncodedPacket } from 'mediabunny';
import { joinAnnexB } from '../../formats/nal-units.js';
import { lettersCodec, lettersStream } from '../testing/letters-codec.js';
import { headTimes } from './compare-head.js';

/** A recording of pictures at these times, whose first one is shown at 0. */
const recording = (pictures: string) => ({
  name: 'a.mp4',
  stream: {
    ...lettersStream(pictures),
    ...{ codec: { ...lettersCodec, isParameterSet: ([letter]: Uint8Array) => letter === 0x53 } },
    ...{ startSeconds: 0, containerSets: [Buffer.from('S')] },
    nalsOf: ({ data }: EncodedPacket) => [data],
  },
});
const nals = (pictures: string) => pictures.split(' ').map((picture) => Buffer.from(picture));
const SOURCE = 'I0 P1 P2 I3 P4 P5';

interface Case {
  source?: string;
  given: string;
  skip: number;
  decoded?: number;
}

function times({ source = SOURCE, given, skip, decoded }: Case, from: number, to: number) {
  const stream = joinAnnexB(nals(`S ${given}`));
  const head = { stream, skip, decoded: decoded ?? given.split(' ').length };
  return headTimes(recording(source), head, from, to);
}

describe('The frames of a head', () => {
  it.each<[string, Case, [number, number], number[]]>([
    ['follow the first of a group', { given: 'I0 P1 P2', skip: 1 }, [1, 3], [1, 2]],
    ['end inside a group', { given: 'I0 P1 P2', skip: 1 }, [1, 2], [1]],
    ['are in a later group', { given: 'I3 P4 P5', skip: 1 }, [4, 5], [4]],
    ['are the one displayed', { given: 'I0 P1 P2', skip: 1 }, [1.2, 1.9], [1]],
    [
      'are shown in another order than decoded',
      { source: 'I0 P3 P1 P2 I4', given: 'I0 P3 P1 P2', skip: 2 },
      [2, 4],
      [2, 3],
    ],
    [
      'lie before an entry point with leading pictures',
      { source: 'I0 P1 C4 L2 L3 P5', given: 'I0 P1 C4 L2 L3', skip: 1 },
      [1, 4],
      [1, 2, 3],
    ],
    [
      'follow leading pictures, which are not decoded',
      { source: 'C2 L0 L1 P3 P4 I5', given: 'C2 P3 P4', skip: 1 },
      [3, 5],
      [3, 4],
    ],
  ])('are known where they %s', async (_, given, [from, to], expected) => {
    expect(await times(given, from, to)).toEqual(expected);
  });

  it.each<[string, Case, RegExp]>([
    [
      'a group early',
      { given: 'I0 P1 P2', skip: 1 },
      /of other packets than those of a.mp4 at 3 s/,
    ],
    ['with a frame missing', { given: 'I3 P5', skip: 1 }, /other packets .* at 4 s/],
    ['with two frames swapped', { given: 'I3 P5 P4', skip: 1 }, /other packets .* at 4 s/],
    ['without the last frame', { given: 'I3 P4', skip: 1 }, /lacks the frame at 5 s of a.mp4/],
    ['with more frames', { given: 'I3 P4 P5 P6', skip: 1 }, /of packets that a.mp4 has not/],
    ['with a unit cut short', { given: 'I3 P4 P', skip: 1 }, /other packets .* at 5 s/],
    ['from a frame early', { given: 'I3 P4 P5', skip: 0 }, /begins with another frame than a.mp4/],
    ['from a frame late', { given: 'I3 P4 P5', skip: 2 }, /begins with another frame than a.mp4/],
  ])('differ if they were encoded %s', async (_, given, message) => {
    await expect(times(given, 4, 6)).rejects.toThrow(message);
    await expect(times(given, 4, 6)).rejects.toMatchObject({ name: 'ClipDiffers' });
  });

  it('differ if other parameter sets were decoded with them', async () => {
    const stream = joinAnnexB(nals('T I3 P4 P5'));
    const head = { stream, skip: 1, decoded: 3 };
    await expect(headTimes(recording(SOURCE), head, 4, 6)).rejects.toThrow(/other packets/);
  });

  it.each([2, 4])(
    'are not known where %i pictures were decoded of three packets',
    async (decoded) => {
      await expect(times({ given: 'I3 P4 P5', skip: 1, decoded }, 4, 6)).rejects.toMatchObject({
        obstacle: 'head_frames',
      });
    },
  );
});
