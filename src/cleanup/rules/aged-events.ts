import type { EntityManager } from 'typeorm';

/** Where an event stands in the order in which events end, as far as their own rows tell. */
export interface Place {
  readonly ended: Date | '-infinity';
  readonly id: number;
}

/** Events that may be due, as ids alone: a row for each would cost more than all the rest. */
export interface AgedEvents {
  readonly ids: number[];
  /** Those of them without an end of their own, of which detections may tell a later one. */
  readonly open: number[];
  readonly last: Place;
}

/** Large enough that commits and syncs don't count, small enough that nobody waits for its locks. */
const BATCH = 5_000;

/** The number of events that the batches will go through. */
export async function countAged(cutoff: Date, manager: EntityManager): Promise<number> {
  const [{ count }] = await manager.query<[{ count: number }]>(
    'SELECT count(*)::int AS count FROM events WHERE coalesce(ended_at, started_at) < $1',
    [cutoff],
  );
  return count;
}

/**
 * The next events that may be due, oldest end first; `events_ended` is their index. One that somebody
 * else has locked is being changed, and waits for the next run. Null where nothing follows.
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

/** Those of the open events whose last detection is not due. */
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

export async function countDetections(
  eventIds: readonly number[],
  manager: EntityManager,
): Promise<number> {
  const [{ count }] = await manager.query<[{ count: number }]>(
    'SELECT count(*)::int AS count FROM detections WHERE event_id = ANY($1)',
    [eventIds],
  );
  return count;
}
