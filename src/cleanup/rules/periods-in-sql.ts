/*
 * `isDue` in SQL. A period of 0 days is null here, so that nothing is before its cutoff.
 */

/**
 * How long an event is kept.
 *
 * @param daysByLabel the expression of its camera's days by label, as jsonb
 * @param days that of its camera's days
 */
export function periodOfEvent(daysByLabel: string, days: string): string {
  return period(`coalesce((${daysByLabel} ->> label)::int, ${days})`);
}

/** @param days an expression */
export function period(days: string): string {
  return `(nullif(${days}, 0) * interval '24 hours')`;
}

/**
 * The condition under which a row counts from its registration and is kept: it was due already when it was
 * registered, and that is not long ago. Not true where the registration is not known.
 *
 * @param ended the expression for when the footage ends
 */
export function isKeptLate(ended: string, cutoff: string, itsPeriod: string): string {
  return `(registered_at >= ${cutoff} AND registered_at > ${ended} + ${itsPeriod})`;
}
