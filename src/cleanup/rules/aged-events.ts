import type { EntityManager } from 'typeorm';

/** The position of an event among all events, ordered by their end as far as their own rows have it. */
export interface Place {
  readonly ended: Date | '-infinity';
  readonly id: number;
}

/** Events that may be due, as ids alone: to read a row for each would take longer than everything else. */
export interface AgedEvents {
  readonly ids: number[];
  /** Those of them without an end of their own, whose last detection may be later than the cutoff. */
  readonly open: number[];
  readonly last: Place;
}

/** Large enough that commits and syncs take little of the time, small enough that locks are short. */
const BATCH = 5_000;

/** The number of events in all batches together. */
export async function countAged(cutoff: Date, manager: EntityManager): Promise<number> {
  const [{ count }] = await manager.query<[{ count: number }]>(
    'SELECT count(*)::int AS count FROM events WHERE coalesce(ended_at, started_at) < $1',
    [cutoff],
  );
  return count;
}

/**
 * The next events that may be due, oldest end first; `events_ended` is their index. An event that another
 * transaction has locked is being changed and waits for the next run. Null after the last event.
 */
export async function agedAfter(
  { ended, id }: Place,
  cutoff: Date,
  lock: boolean,
  manager: EntityManager,
): Promise<AgedEvents | null> {
  const [row] = await manager.query<[{ ids: number[] | null; open: number[] } & Place]>(
    `WITH batch AS (
       SELECT id, coalesce(ended_at, started_at) AS ended, ended_at IS NULL AS is_open FROM events
        WHERE (coalesce(ended_at, started_at), id) > ($1, $2) AND coalesce(ended_at, started_at) < $3
        ORDER BY coalesce(ended_at, started_at), id LIMIT ${BATCH}
        ${lock ? 'FOR UPDATE SKIP LOCKED' : ''}
     ), last AS (SELECT ended, id FROM batch ORDER BY ended DESC, id DESC LIMIT 1)
     SELECT (SELECT array_agg(id) FROM batch) AS ids,
            ARRAY(SELECT id FROM batch WHERE is_open) AS open,
            (SELECT ended FROM last) AS ended, (SELECT id FROM last) AS id`,
    [ended, id, cutoff],
  );
  return row.ids && { ids: row.ids, open: row.open, last: { ended: row.ended, id: row.id } };
}

/** Those of the open events whose last detection is at the cutoff or later. */
export async function seenSince(
  cutoff: Date,
  open: readonly number[],
  manager: EntityManager,
): Promise<Set<number>> {
  if (open.length === 0) return new Set();
  const rows = await manager.query<{ id: number }[]>(
    'SELECT DISTINCT event_id AS id FROM detections WHERE event_id = ANY($1) AND detected_at >= $2',
    [open, cutoff],
  );
  return new Set(rows.map(({ id }) => id));
}
