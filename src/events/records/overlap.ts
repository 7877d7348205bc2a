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
  const bounds = from && to && from.getTime() === to.getTime() ? '[]' : '[)';
  const span = `tstzrange(${query.alias}.startedAt, ${query.alias}.endedAt)`;
  return query.andWhere(`${span} && tstzrange(:from, :to, :bounds)`, {
    from: from ?? null,
    to: to ?? null,
    bounds,
  });
}
