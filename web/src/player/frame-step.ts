/** The middle of the frame that is `steps` frames away, so that rounding never shows its neighbour. */
export function frameTime(
  shownAt: number,
  steps: number,
  clip: { frames: number; seconds: number },
): number {
  const frameSeconds = clip.seconds / clip.frames;
  // The time of a player may be slightly before the frame that it shows.
  const shown = Math.floor(shownAt / frameSeconds + 0.01);
  const wanted = Math.min(clip.frames - 1, Math.max(0, shown + steps));
  return (wanted + 0.5) * frameSeconds;
}

export const SPEEDS = [0.25, 0.5, 1, 1.5, 2, 4] as const;

/** The next slower (-1) or faster (1) speed, if there is one. */
export function nextSpeed(speed: number, direction: -1 | 1): number {
  const candidates = SPEEDS.filter((candidate) => (candidate - speed) * direction > 0);
  return (direction > 0 ? candidates.at(0) : candidates.at(-1)) ?? speed;
}
