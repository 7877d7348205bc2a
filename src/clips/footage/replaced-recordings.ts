import type { ReplacedRecording } from '../../events/footage/footage-source.js';
import { gapsBetween } from '../../events/footage/spans.js';
import { shownName } from '../../common/shown-name.js';
import { FootageReplacedError } from '../../media/footage/footage-errors.js';
import type { Interval } from '../model/interval.js';
import type { LeftOut } from './left-out.js';
import { overlaps } from './overlaps.js';

/** The replaced recordings that would show what the others of an interval do not. */
export function replacedIn(
  interval: Interval,
  shown: readonly Interval[],
  replaced: readonly ReplacedRecording[],
): LeftOut[] {
  // An interval of one instant has no gap that is long enough.
  const missing = shown.length > 0 ? gapsBetween(interval, shown) : [interval];
  return replaced
    .filter((recording) => missing.some((part) => overlaps(recording, part)))
    .map(({ filePath }) => {
      const name = shownName(filePath);
      return { name, error: new FootageReplacedError(name) };
    });
}
