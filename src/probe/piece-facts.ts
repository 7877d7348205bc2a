import { lengthOf, type MediaFacts, type PieceFacts } from '../formats/media-facts.js';
import { CLOCK, ticksBetween } from '../formats/mpegts/pes.js';

/** A piece with its facts. */
export type ReadPiece = Pick<PieceFacts, 'piece' | 'facts'>;

/**
 * The facts of a file whose pieces follow each other. Each begins when the one before ends, or later where its
 * clock is ahead of that end.
 *
 * @param pieces with video, at least one
 */
export function factsOfPieces(pieces: readonly ReadPiece[], sizeBytes: number): MediaFacts {
  const placed: PieceFacts[] = [];
  /** The end of the piece before, after the first picture of the file. */
  let endsAt = 0;
  for (const { piece, facts } of pieces) {
    const before = placed.at(-1)?.facts;
    const atSeconds = endsAt + (before ? secondsAhead(before, facts) : 0);
    placed.push({ piece, atSeconds, facts });
    endsAt = atSeconds + (lengthOf(facts.video!) ?? 0);
  }
  const [{ facts: first }] = placed as [PieceFacts];
  const isEndKnown = placed.at(-1)!.facts.video!.endTimeSeconds !== null;
  const endTimeSeconds = isEndKnown ? first.video!.startTimeSeconds + endsAt : null;
  return {
    ...first,
    sizeBytes,
    video: { ...first.video!, endTimeSeconds },
    pieces: placed,
  };
}

/** By how much a piece's clock is ahead of the end of the piece before; 0 where it is not. */
function secondsAhead({ video: before }: ReadPiece['facts'], { video }: ReadPiece['facts']) {
  const end = before!.endTimeSeconds ?? before!.startTimeSeconds;
  const ticks = ticksBetween(Math.round(end * CLOCK), Math.round(video!.startTimeSeconds * CLOCK));
  return Math.max(0, ticks / CLOCK);
}
