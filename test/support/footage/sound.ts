import { type Output, readOutputs } from './outputs.js';

/** The sound rises from 200 to 1,200 Hz every five seconds, which a sample rate of 8 kHz can represent. */
const SWEEP_SECONDS = 5;
const LOWEST_HZ = 200;
const RISE_HZ_PER_SECOND = 200;
/** Sample rate of the comparison. */
const RATE = 4000;
/** Length of the compared pieces, and their largest shift, in seconds. */
const PIECE_SECONDS = 0.5;
const REACH_SECONDS = 0.2;

export interface SoundError {
  /** Where the piece begins in the file, and its delay (negative if it is early), in seconds. */
  at: number;
  late: number;
  /** Similarity to the expected sound, 0 to 1. */
  likeness: number;
}

/** Sound whose pitch encodes the time `from` + t, as a source for `-f lavfi`. */
export function soundSource(options: { seconds: number; rate: number; from: number }): string {
  const u = `mod(t+${options.from}\\,${SWEEP_SECONDS})`;
  const phase = `2*PI*(${LOWEST_HZ}*${u}+${RISE_HZ_PER_SECOND / 2}*${u}*${u})`;
  return `aevalsrc='0.4*sin(${phase})':s=${options.rate}:d=${options.seconds}`;
}

function soundAt(t: number): number {
  const u = ((t % SWEEP_SECONDS) + SWEEP_SECONDS) % SWEEP_SECONDS;
  return Math.sin(2 * Math.PI * (LOWEST_HZ * u + (RISE_HZ_PER_SECOND / 2) * u * u));
}

/** Compares the sound of a file with the expected sound: {@link soundErrorsIn}. */
export async function soundErrors(
  file: string,
  timeAt: (t: number) => number | null,
  options: { ignoreEditList?: boolean; since?: number } = {},
): Promise<SoundError[]> {
  const { ignoreEditList = false, since = 0 } = options;
  const input = [...(ignoreEditList ? ['-ignore_editlist', '1'] : []), '-i', file];
  const [samples] = await readOutputs(input, soundSamples);
  return soundErrorsIn(samples, timeAt, since);
}

/** The sound of a file, from its time 0 on. */
export const soundSamples: Output<Float32Array> = {
  args: [
    ...['-map', '0:a:0'],
    // Missing samples become silence, so that a sample's index is its time.
    ...['-af', `aresample=${RATE}:async=1:first_pts=0`, '-ac', '1', '-f', 'f32le'],
  ],
  read: (out) => new Float32Array(Uint8Array.from(out).buffer),
};

/**
 * Compares sound with the expected sound by cross-correlation. At file time t, the sound of the footage at `timeAt(t)`
 * is expected, or silence if that is null. Returns an entry for every half second of sound after `since`.
 */
export function soundErrorsIn(
  samples: Float32Array,
  timeAt: (t: number) => number | null,
  since = 0,
): SoundError[] {
  const length = PIECE_SECONDS * RATE;
  const reach = REACH_SECONDS * RATE;
  const errors: SoundError[] = [];
  const first = reach + Math.ceil(since / PIECE_SECONDS) * length;
  for (let start = first; start + length + reach <= samples.length; start += length) {
    const from = timeAt(start / RATE);
    const to = timeAt((start + length) / RATE);
    if (from === null || to === null) continue;
    const piece = Float32Array.from({ length }, (_, i) => soundAt(from + i / RATE));
    errors.push({ at: start / RATE, ...bestShift(samples, start, piece, reach) });
  }
  return errors;
}

function bestShift(
  samples: Float32Array,
  start: number,
  piece: Float32Array,
  reach: number,
): { late: number; likeness: number } {
  let best = { late: 0, likeness: 0 };
  for (let shift = -reach; shift <= reach; shift++) {
    let product = 0;
    let energy = 0;
    for (let i = 0; i < piece.length; i++) {
      const sample = samples[start + shift + i]!;
      product += sample * piece[i]!;
      energy += sample * sample;
    }
    const likeness = product / Math.sqrt((energy * piece.length) / 2 + 1e-9);
    if (likeness > best.likeness) best = { late: shift / RATE, likeness };
  }
  return best;
}
