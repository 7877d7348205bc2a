import type { SelectQueryBuilder } from 'typeorm';
import type { Recording } from './recording.entity.js';

/**
 * Restricts a query to the recordings that overlap `from` ≤ t < `to`. An omitted bound is open, and an
 * empty interval contains its one instant. Uses the range expression of the index `recordings_span`.
 */
export function overlapping(
  query: SelectQueryBuilder<Recording>,
  from: Date | undefined,
  to: Date | undefined,
): SelectQueryBuilder<Recording> {
  const span = `tstzrange(${query.alias}.startedAt, ${query.alias}.endedAt)`;
  return query.andWhere(`${span} && tstzrange(:from, :to, :bounds)`, {
    from: from ?? null,
    to: to ?? null,
    bounds: boundsOf(from, to),
  });
}

/** The bounds of a range of PostgreSQL that contains `from` ≤ t < `to`, or the one instant. */
export function boundsOf(from: Date | undefined, to: Date | undefined): '[)' | '[]' {
  return from && to && from.getTime() === to.getTime() ? '[]' : '[)';
}
