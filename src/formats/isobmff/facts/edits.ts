import { ordinary } from '../../unusual.js';

/** An edit of a track's time line (8.6.6). */
export interface Edit {
  /** In units of the movie. */
  readonly duration: number;
  /** In units of the track; -1: nothing is shown. */
  readonly mediaTime: number;
}

/** The edits of `elst`. An ordinary file has one, perhaps with one for a late start before it. */
export function readEdits(list: Buffer): Edit[] {
  const long = list[0] === 1;
  const count = list.readUInt32BE(4);
  ordinary(count <= 2);
  const edits = Array.from({ length: count }, (_, i) => {
    const at = 8 + i * (long ? 20 : 12);
    return long
      ? {
          duration: Number(list.readBigUInt64BE(at)),
          mediaTime: Number(list.readBigInt64BE(at + 8)),
        }
      : { duration: list.readUInt32BE(at), mediaTime: list.readInt32BE(at + 4) };
  });
  ordinary(count < 2 || edits[0]!.mediaTime === -1);
  ordinary(count < 1 || edits.at(-1)!.mediaTime >= 0);
  return edits;
}

/**
 * How long nothing is shown before a track begins, in units of the track. It is a whole number, as the
 * times of its frames are.
 */
export function delayOf(edits: readonly Edit[], timescale: number, movieTimescale: number): number {
  return edits.length === 2 ? Math.round((edits[0]!.duration * timescale) / movieTimescale) : 0;
}
