/** A clip in a cache, as far as its removal is decided by it. */
export interface CachedClip {
  readonly id: number;
  readonly bytes: number;
  readonly madeAt: Date;
  readonly usedAt: Date;
}

export interface CacheLimits {
  readonly maxBytes: number;
  /** Counted from when a clip was made, so that none outlives its footage for long. */
  readonly ttlHours: number;
}

const HOUR_MS = 3_600_000;

/** The clips that were made before the time to live. */
export function expiredClips<C extends CachedClip>(
  clips: readonly C[],
  { ttlHours }: Pick<CacheLimits, 'ttlHours'>,
  now: Date,
): C[] {
  const cutoffMs = now.getTime() - ttlHours * HOUR_MS;
  return clips.filter(({ madeAt }) => madeAt.getTime() < cutoffMs);
}

/**
 * The clips that leave the cache: those that have expired, and those used longest ago until the rest is within the
 * limit. The one used last stays, however large, as it is about to be read.
 */
export function evictedClips<C extends CachedClip>(
  clips: readonly C[],
  limits: CacheLimits,
  now: Date,
): C[] {
  const expired = new Set(expiredClips(clips, limits, now));
  const kept = clips.filter((clip) => !expired.has(clip)).sort(newestUseFirst);
  let bytes = 0;
  const beyond = kept.filter((clip, index) => (bytes += clip.bytes) > limits.maxBytes && index > 0);
  return [...expired, ...beyond];
}

/** The clips used longest ago that together have at least the bytes. */
export function leastUsedClips<C extends CachedClip>(clips: readonly C[], bytes: number): C[] {
  let left = bytes;
  return [...clips]
    .sort((a, b) => newestUseFirst(b, a))
    .filter((clip) => {
      if (left <= 0) return false;
      left -= clip.bytes;
      return true;
    });
}

function newestUseFirst(a: CachedClip, b: CachedClip): number {
  return b.usedAt.getTime() - a.usedAt.getTime() || b.id - a.id;
}
