/** From 2010: smaller numbers of ten digits are more often counters. */
export const EPOCH_FROM_S = 1_262_304_000;
/** Until 2033: ten digits from `20` on are more often a date with its hour. */
export const EPOCH_UNTIL_S = 2_000_000_000;

const QUARTER_MS = 900_000;
const WIDEST_OFFSET_MS = 14 * 3_600_000;

/**
 * The instant that a text writes as seconds or milliseconds since 1970 besides a local time, as Synology and
 * Xiaomi do. Both agree if they differ by what clocks may be ahead of UTC. Null: there is none.
 */
export function epochNear(clockMs: number, text: string): number | null {
  for (const [digits] of text.matchAll(/(?<![A-Za-z0-9])1\d{9}(?:\d{3})?(?![A-Za-z0-9])/g)) {
    const epochMs = Number(digits.padEnd(13, '0'));
    const ahead = clockMs - epochMs;
    const beside = Math.abs(ahead - Math.round(ahead / QUARTER_MS) * QUARTER_MS);
    if (Math.abs(ahead) <= WIDEST_OFFSET_MS && beside <= 1500) return epochMs;
  }
  return null;
}
