import { describe, expect, it } from '@jest/globals';
import type { CutPart } from '../../cut/cut-types.js';
import { seamsOf } from './seams.js';

/** Ten frames a second, so that four of them are longer than the margin of 0.3 s. */
function resultOf(...parts: Partial<CutPart>[]) {
  let atSeconds = 0;
  const placed = parts.map((part) => {
    const runs = [{ fromSeconds: 7, toSeconds: 9 }];
    const whole = { runs, coveredFromSeconds: 7, atSeconds, copiedAtSeconds: atSeconds };
    atSeconds += 2;
    return { ...whole, encodedFrames: 0, copiedFrames: 20, ...part };
  });
  return { parts: placed, frames: 20 * parts.length, durationSeconds: 2 * parts.length };
}

describe('seamsOf', () => {
  it.each<[string, Partial<CutPart>[], [from: number, to: number][]]>([
    ['one copied part has none', [{}], []],
    ['one encoded part has none', [{ encodedFrames: 20, copiedAtSeconds: null }], []],
    ['a head and its copied frames', [{ encodedFrames: 5, copiedAtSeconds: 0.5 }], [[0, 0.9]]],
    ['two copied parts', [{}, {}], [[1.6, 2.4]]],
    [
      'copied parts, of which the second has a head',
      [{}, { encodedFrames: 5, copiedAtSeconds: 2.5 }],
      [[1.6, 2.9]],
    ],
    ['a copied part, then an encoded one', [{}, { copiedAtSeconds: null }], [[1.6, 4.4]]],
    [
      'three parts with a head each',
      [
        { encodedFrames: 5, copiedAtSeconds: 0.5 },
        { encodedFrames: 5, copiedAtSeconds: 2.5 },
        { encodedFrames: 5, copiedAtSeconds: 4.5 },
      ],
      [
        [0, 0.9],
        [1.6, 2.9],
        [3.6, 4.9],
      ],
    ],
  ])('%s', (_, parts, expected) => {
    const seams = seamsOf(resultOf(...parts));
    const rounded = seams.map(({ fromSeconds, toSeconds }) =>
      [fromSeconds, toSeconds].map((seconds) => Math.round(seconds * 1000) / 1000),
    );
    expect(rounded).toEqual(expected);
  });

  it('has a margin of 0.3 s where frames are close together', () => {
    const [seam] = seamsOf({ ...resultOf({}, {}), frames: 4000 });
    expect(seam).toEqual({ fromSeconds: 1.7, toSeconds: 2.3 });
  });
});
