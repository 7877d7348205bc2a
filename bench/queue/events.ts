import { seeded } from '../../test/support/seeded.js';
import type { FootageOptions } from '../../test/support/footage.js';

/** A typical camera: H.264, with a keyframe every two seconds. */
export const FILM: FootageOptions = { seconds: 120, fps: 15, size: '1280x720', bFrames: 2 };
export const STARTED = Date.parse('2026-01-03T10:00:00Z');

const PRE_SECONDS = 5;
const POST_SECONDS = 5;

/** Where events of ten seconds begin, in seconds from the start of the video. Few begin at a keyframe. */
export function windowsOf(count: number, seed: number): number[] {
  const random = seeded(seed);
  return Array.from({ length: count }, () => PRE_SECONDS + Math.round(random() * 100_000) / 1000);
}

/** The interval of the event that starts so many seconds into the video, in milliseconds since the epoch. */
export function intervalOf(seconds: number) {
  const at = STARTED + seconds * 1000;
  return { startsAtMs: at - PRE_SECONDS * 1000, endsAtMs: at + POST_SECONDS * 1000 };
}
