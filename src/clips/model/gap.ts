import { ApiProperty } from '@nestjs/swagger';
import { instantText, listOf, object } from '../../common/stored-json.js';
import { type Interval, iso } from './interval.js';

/** A stretch inside the asked window for which there is no footage; instants in ISO 8601 UTC. */
export class Gap {
  @ApiProperty({ format: 'date-time' })
  starts_at!: string;
  @ApiProperty({ format: 'date-time' })
  ends_at!: string;
}

/** Files that follow each other this closely are one stretch: the rest is jitter of their clocks. */
export const SNAP_MILLISECONDS = 250;

/**
 * The holes of more than `tolerance` milliseconds that the parts leave in the window.
 *
 * @param parts in order, none overlapping another
 */
export function gapsIn(
  window: Interval,
  parts: readonly Interval[],
  tolerance = SNAP_MILLISECONDS,
): Gap[] {
  const ends = [window.startsAt, ...parts.map((part) => part.endsAt)];
  const starts = [...parts.map((part) => part.startsAt), window.endsAt];
  return ends
    .map((endsAt, index) => ({ from: endsAt, to: starts[index] ?? endsAt }))
    .filter(({ from, to }) => to - from > tolerance)
    .map(({ from, to }) => ({ starts_at: iso(from), ends_at: iso(to) }));
}

/** Gaps that were stored as JSON. */
export const readStoredGaps = listOf(object<Gap>({ starts_at: instantText, ends_at: instantText }));
