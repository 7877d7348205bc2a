import { describe, expect, it } from '@jest/globals';
import type { CutPart, DecodedGop } from '../../cut/cut-types.js';
import { encodedPartsOf, headsOf, joinsOf, type Seam } from './seams.js';

const GOP: DecodedGop = { pictures: [], skip: 3 };

/** Ten frames a second, so that four of them are longer than the margin of 0.3 s. */
function clipOf(...parts: Partial<CutPart>[]) {
  let atSeconds = 0;
  const placed = parts.map((part) => {
    const runs = [{ fromSeconds: 7, toSeconds: 9 }];
    const whole = { runs, coveredFromSeconds: 7, atSeconds, copiedAtSeconds: atSeconds };
    atSeconds += 2;
    return { ...whole, signed: null, encodedFrames: 0, copiedFrames: 20, ...part };
  });
  const gops = placed.map(({ encodedFrames }) => (encodedFrames > 0 ? GOP : null));
  return { parts: placed, gops, frames: 20 * parts.length, durationSeconds: 2 * parts.length };
}

const rounded = (seams: Seam[]) =>
  seams.map(({ fromSeconds, toSeconds }) =>
    [fromSeconds, toSeconds].map((seconds) => Math.round(seconds * 1000) / 1000),
  );
const HEAD = { encodedFrames: 5, copiedAtSeconds: 0.5 };
const LATER_HEAD = { encodedFrames: 5, copiedAtSeconds: 2.5 };
const COPIED: Partial<CutPart> = {};

describe('What is decoded of a clip', () => {
  it.each<[string, Partial<CutPart>[], heads: number[][], joins: number[][]]>([
    ['nothing of a copied part', [COPIED], [], []],
    ['a head and some copied frames', [HEAD], [[0, 0.9]], []],
    ['a part that was encoded', [{ encodedFrames: 20, copiedAtSeconds: null }], [[0, 2]], []],
    ['where two parts meet, if asked for', [COPIED, COPIED], [], [[1.6, 2.4]]],
    ['a later head without what is before it', [COPIED, LATER_HEAD], [[2, 2.9]], [[1.6, 2.4]]],
    ['every head', [HEAD, LATER_HEAD], [[0, 0.9], [2, 2.9]], [[1.6, 2.4]]], // prettier-ignore
  ])('is %s', (_, parts, heads, joins) => {
    expect(rounded(headsOf(clipOf(...parts)))).toEqual(heads);
    expect(rounded(joinsOf(clipOf(...parts)))).toEqual(joins);
  });

  it('has a margin of 0.3 s where frames are close together', () => {
    const clip = { ...clipOf(HEAD, COPIED), frames: 4000 };
    expect(rounded([...headsOf(clip), ...joinsOf(clip)])).toEqual([[0, 0.8], [1.7, 2.3]]); // prettier-ignore
  });

  it('is compared with what it was encoded of', () => {
    expect(headsOf(clipOf(HEAD))[0]!.head).toEqual({ frames: 5, gop: GOP });
    expect(joinsOf(clipOf(COPIED, COPIED))[0]!.head).toBeNull();
  });

  it('is every part that was encoded completely, except for first frames that are not in the clip', () => {
    const clip = clipOf(COPIED, COPIED, { encodedFrames: 2, copiedFrames: 15 });
    const encodedOf = { gop: GOP, frames: 20 };
    expect(encodedPartsOf(clip, [{}, { encodedOf }, { encodedOf }])).toEqual([
      { fromSeconds: 2, toSeconds: 4, head: { frames: 20, gop: GOP } },
      { fromSeconds: 4, toSeconds: 6, head: { frames: 17, gop: { pictures: [], skip: 6 } } },
    ]);
  });
});
