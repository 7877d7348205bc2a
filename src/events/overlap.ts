import type { SelectQueryBuilder } from 'typeorm';
import type { Recording } from './recording.entity.js';

/**
 * Narrows a query to the recordings that share an instant with `from` ≤ t < `to`; a bound left out is
 * open, and an empty interval stands for its one instant. Written as the range expression that
 * `recordings_span` indexes.
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
