import { describe, expect, it } from '@jest/globals';
import type { CutPart } from '../../cut/cut-types.js';
import { signedBy } from './signed-by.js';

const START_MS = Date.UTC(2026, 0, 5, 10);

describe('The signed part of a clip', () => {
  it.each<[string, ([number, number] | null)[], [number, number] | null]>([
    ['is placed by the start of its file', [[1, 3.0004]], [1000, 3000]],
    ['is in the second file', [null, [2, 4]], [62_000, 64_000]],
    ['is the longest', [[1, 3], [2, 5]], [62_000, 65_000]], // prettier-ignore
    ['is the first of two that are as long', [[1, 3], [2, 4]], [1000, 3000]], // prettier-ignore
    ['is none', [null, null], null],
  ])('%s', (_, signed, expected) => {
    const cut = signed.map(
      (part) => ({ signed: part && { fromSeconds: part[0], toSeconds: part[1] } }) as CutPart,
    );
    const parts = cut.map((_, index) => ({ fileStartsAtMs: START_MS + index * 60_000 }));
    const found = signedBy(cut, parts);
    expect(found && [found.startsAtMs - START_MS, found.endsAtMs - START_MS]).toEqual(expected);
  });
});
