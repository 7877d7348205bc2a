import { ApiProperty } from '@nestjs/swagger';
import { instantText, listOf, object } from '../../common/stored/stored-json.js';
import { gapsBetween } from '../../events/footage/spans.js';
import { type Interval, iso } from './interval.js';

/** Part of the requested interval for which there is no footage; instants in ISO 8601 UTC. */
export class Gap {
  @ApiProperty({ format: 'date-time' })
  starts_at!: string;
  @ApiProperty({ format: 'date-time' })
  ends_at!: string;
}

/**
 * The gaps of more than `toleranceMs` that the parts leave in the interval.
 *
 * @param parts in order, without overlaps
 */
export function gapsIn(
  interval: Interval,
  parts: readonly Interval[],
  toleranceMs?: number,
): Gap[] {
  return gapsBetween(interval, parts, toleranceMs).map(({ startsAtMs, endsAtMs }) => ({
    ...{ starts_at: iso(startsAtMs), ends_at: iso(endsAtMs) },
  }));
}

/** Gaps that were stored as JSON. */
export const readStoredGaps = listOf(object<Gap>({ starts_at: instantText, ends_at: instantText }));
