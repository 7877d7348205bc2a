import { ordinary } from '../../unusual.js';

/** Seconds from 1904, which these files count from, to 1970. */
const EPOCH_SECONDS = 2_082_844_800;
/** Of a `Date`. No later one is a time that a clock showed. */
const LATEST_MS = 8.64e15;
const UNIT = 0x10000;
/** The upper left of a track's matrix, by the degrees that it turns the picture clockwise. */
const TURNS: readonly [degrees: number, matrix: readonly number[]][] = [
  [0, [UNIT, 0, 0, UNIT]],
  [90, [0, UNIT, -UNIT, 0]],
  [180, [-UNIT, 0, 0, -UNIT]],
  [270, [0, -UNIT, UNIT, 0]],
];

/** Units a second, of `mvhd` or `mdhd`: both begin alike (8.2.2, 8.4.2). */
export function readTimescale(header: Buffer): number {
  const timescale = header.readUInt32BE(header[0] === 1 ? 20 : 12);
  ordinary(timescale > 0);
  return timescale;
}

export function readCreationTime(mvhd: Buffer): Date | null {
  const created = mvhd[0] === 1 ? Number(mvhd.readBigUInt64BE(4)) : mvhd.readUInt32BE(4);
  // Some cameras count from 1970 all the same.
  const seconds = created >= EPOCH_SECONDS ? created - EPOCH_SECONDS : created;
  return created === 0 ? null : new Date(Math.min(seconds * 1000, LATEST_MS));
}

/** Of `mvhd`: degrees that the whole movie is turned clockwise. */
export function readMovieTurn(mvhd: Buffer): number {
  return turnAt(mvhd, mvhd[0] === 1 ? 48 : 36);
}

/** Of `tkhd` (8.3.2): the track's id, and the degrees that it is turned clockwise. */
export function readTrackHeader(tkhd: Buffer): { id: number; rotation: number } {
  const long = tkhd[0] === 1;
  return { id: tkhd.readUInt32BE(long ? 20 : 12), rotation: turnAt(tkhd, long ? 52 : 40) };
}

function turnAt(header: Buffer, at: number): number {
  const matrix = [0, 4, 12, 16].map((offset) => header.readInt32BE(at + offset));
  const turn = TURNS.find(([, turned]) => turned.every((value, i) => value === matrix[i]));
  ordinary(turn !== undefined);
  return turn[0];
}
