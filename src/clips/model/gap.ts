import { ApiProperty } from '@nestjs/swagger';
import { instantText, listOf, object } from '../../common/stored/stored-json.js';
import { type Interval, iso } from './interval.js';

/** Part of the requested interval for which there is no footage; instants in ISO 8601 UTC. */
export class Gap {
  @ApiProperty({ format: 'date-time' })
  starts_at!: string;
  @ApiProperty({ format: 'date-time' })
  ends_at!: string;
}

/** Between recordings that follow each other this closely there is no gap: their clocks jitter. */
export const JITTER_MS = 250;

/**
 * The gaps of more than `toleranceMs` that the parts leave in the interval.
 *
 * @param parts in order, without overlaps
 */
export function gapsIn(
  interval: Interval,
  parts: readonly Interval[],
  toleranceMs = JITTER_MS,
): Gap[] {
  const ends = [interval.startsAtMs, ...parts.map((part) => part.endsAtMs)];
  const starts = [...parts.map((part) => part.startsAtMs), interval.endsAtMs];
  return ends
    .map((fromMs, index) => ({ fromMs, toMs: starts[index] ?? fromMs }))
    .filter(({ fromMs, toMs }) => toMs - fromMs > toleranceMs)
    .map(({ fromMs, toMs }) => ({ starts_at: iso(fromMs), ends_at: iso(toMs) }));
}

/** Gaps that were stored as JSON. */
export const readStoredGaps = listOf(object<Gap>({ starts_at: instantText, ends_at: instantText }));
