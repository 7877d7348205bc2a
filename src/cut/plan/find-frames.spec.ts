import { describe, expect, it } from '@jest/globals';
import { lettersStream } from '../testing/letters-codec.js';
import { findFrames } from './find-frames.js';

const runsIn = async (pictures: string, from: number, to: number, isWhole = false) => {
  const window = { from, to, until: to };
  const { runs } = await findFrames(lettersStream(pictures), window, isWhole);
  return runs.map(({ fromSeconds, toSeconds }) => [fromSeconds, toSeconds]);
};

describe('The frames of a window', () => {
  it.each<[string, string, number, number, [number, number][]]>([
    ['end with it', 'I0 P1 P2 I3 P4 P5', 1, 4.5, [[1, 4.5]]],
    ['end where their last one does, if the file ends before', 'I0 P1 P2', 1, 9, [[1, 3]]],
    ['end later where a later one is needed', 'I0 P4 L1 P2 P3 P5', 0, 3, [[0, 5]]],
    ['last until the next entry point', 'I0 P1 P2 I4 P5', 1, 6, [[1, 6]]],
    [
      'are divided where a head ends in a hole',
      'I0 P1 P2 I90 P91 P92',
      1,
      92,
      [
        [1, 3],
        [90, 92],
      ],
    ],
    ['are divided in a copied part', 'I0 P1 P2 P90 P91', 0, 91, [[0, 3], [90, 91]]], // prettier-ignore
    ['are divided in an encoded part', 'I0 P1 P2 P90 P91 I99', 1, 91, [[1, 3], [90, 91]]], // prettier-ignore
    ['are the displayed one, where none begins inside', 'I0 P1 P2', 1.2, 1.8, [[1.2, 1.8]]],
  ])('%s', async (_, pictures, from, to, runs) => {
    expect(await runsIn(pictures, from, to)).toEqual(runs);
  });

  it('of a file that was made for the clip are shown until its end', async () => {
    expect(await runsIn('I0', 0, 3, true)).toEqual([[0, 3]]);
    expect(await runsIn('I0 P1', 0, 2.5, true)).toEqual([[0, 2.5]]);
  });
});
