import { describe, expect, it } from '@jest/globals';
import type { MediaFacts, VideoFacts } from '../formats/media-facts.js';
import { factsOfPieces, type ReadPiece } from './piece-facts.js';

const WRAP_SECONDS = 2 ** 33 / 90_000;

/** A piece whose pictures span this on its own clock. */
function piece(startTimeSeconds: number, endTimeSeconds: number | null): ReadPiece {
  const video = { startTimeSeconds, endTimeSeconds, codec: 'h264' } as VideoFacts;
  const facts = { sizeBytes: 1000, startTimeSeconds, video } as MediaFacts;
  return { piece: { fromByte: 0, toByte: 1, before: [] }, facts };
}

describe('factsOfPieces', () => {
  it.each<[string, ReadPiece[], number[], number | null]>([
    ['each where the one before ends', [piece(9, 12), piece(1, 5), piece(1, 3)], [0, 3, 7], 18],
    ['one later where its clock is ahead', [piece(9, 12), piece(72, 80)], [0, 63], 80],
    [
      'one ahead over the wraparound',
      [piece(9, WRAP_SECONDS), piece(2, 4)],
      [0, WRAP_SECONDS - 7],
      WRAP_SECONDS + 4,
    ],
    ['one with a clock far ahead as one behind', [piece(9, 12), piece(90_000, 90_002)], [0, 3], 14],
    [
      'none for longer than it lasts where a frame overlaps',
      [piece(9, 12), piece(11.99, 15)],
      [0, 3],
      15.01,
    ],
    ['the last without an end', [piece(9, 12), piece(1, null)], [0, 3], null],
  ])('places %s', (_, pieces, places, end) => {
    const facts = factsOfPieces(pieces, 5000);
    const found = facts.pieces!.map(({ atSeconds }) => atSeconds);
    expect(found).toEqual(places.map((place) => expect.closeTo(place, 4)));
    expect(facts.video!.startTimeSeconds).toBe(9);
    if (end === null) expect(facts.video!.endTimeSeconds).toBeNull();
    else expect(facts.video!.endTimeSeconds).toBeCloseTo(end, 4);
    expect(facts.sizeBytes).toBe(5000);
  });
});
