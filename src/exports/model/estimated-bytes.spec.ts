import { describe, expect, it } from '@jest/globals';
import { estimatedClipBytes, estimatedExportBytes, guessedClipBytes } from './estimated-bytes.js';

const at = (seconds: number) => new Date(seconds * 1000);
const interval = { startsAtMs: 10_000, endsAtMs: 20_000 };
const recording = (from: number, to: number, sizeBytes: number | null) => ({
  ...{ startedAt: at(from), endedAt: at(to), sizeBytes },
});

describe('estimatedClipBytes', () => {
  it.each<[string, ReturnType<typeof recording>[], number]>([
    ['of nothing', [], 0],
    ['of a recording that covers the interval', [recording(0, 100, 1_000_000)], 100_000],
    ['of one that ends in it', [recording(5, 15, 1_000)], 500],
    ['of one that starts in it', [recording(15, 25, 1_000)], 500],
    ['of two', [recording(5, 15, 1_000), recording(15, 25, 3_000)], 2_000],
    ['of one beside it', [recording(0, 10, 1_000), recording(20, 30, 1_000)], 0],
    ['of one without a duration', [recording(12, 12, 1_000)], 0],
    ['of one of unknown size', [recording(0, 100, null)], 5_000_000],
  ])('is the share of the bytes %s', (_, recordings, expected) => {
    expect(estimatedClipBytes(interval, recordings)).toBe(expected);
  });
});

it('guessedClipBytes goes by the length', () => {
  expect(guessedClipBytes(interval)).toBe(5_000_000);
});

it('estimatedExportBytes adds something for each clip', () => {
  expect(estimatedExportBytes([1_000, 2_000])).toBe(19_000);
});
