import type { EntityManager } from 'typeorm';
import type { CameraPeriod } from '../../media/retention/camera-period.js';
import type { AgingCamera } from '../retention-periods.js';
import { isKeptLate, periodOfEvent } from './periods-in-sql.js';

/** The position of an event among those of its camera, in the order of their starts. */
export interface Place {
  readonly startedAt: Date | '-infinity';
  readonly id: number;
}

export const BEGINNING: Place = { startedAt: '-infinity', id: 0 };

/** Events that may be due, as ids alone: to read a row for each would take longer than everything else. */
export interface AgedEvents {
  readonly ids: number[];
  /** Those of them that may be kept: without an end of their own, or registered since the cutoff. */
  readonly doubtful: number[];
  readonly last: Place;
}

/** A camera with events that may be due, and how many. */
export interface AgedCamera {
  readonly camera: AgingCamera;
  readonly count: number;
}

/** Large enough that commits and syncs take little of the time, small enough that locks are short. */
const BATCH = 5_000;

/** The cameras of which some events may be due. */
export async function agedCameras(
  cameras: readonly AgingCamera[],
  now: Date,
  manager: EntityManager,
): Promise<AgedCamera[]> {
  const rows = await manager.query<{ index: number; count: number }[]>(
    `SELECT camera.n::int - 1 AS index, aged.count
       FROM unnest($1::text[], $2::jsonb[], $3::int[], $4::timestamptz[])
            WITH ORDINALITY AS camera (id, days_by_label, days, cutoff, n)
      CROSS JOIN LATERAL (
        SELECT count(*)::int AS count FROM events
         WHERE camera_id = camera.id AND started_at < camera.cutoff
           AND coalesce(ended_at, started_at)
               < $5::timestamptz - ${periodOfEvent('camera.days_by_label', 'camera.days')}
      ) aged
      WHERE aged.count > 0`,
    [
      cameras.map(({ cameraId }) => cameraId),
      cameras.map(({ daysByLabel }) => JSON.stringify(daysByLabel)),
      cameras.map(({ days }) => days),
      cameras.map(({ cutoff }) => cutoff),
      now,
    ],
  );
  return rows.map(({ index, count }) => ({ camera: cameras[index]!, count }));
}

/** Of the camera in `$2` and `$3`, at the instant `$4`. */
const PERIOD = periodOfEvent('$2::jsonb', '$3::int');
const CUTOFF = `($4::timestamptz - ${PERIOD})`;

/**
 * The next events of a camera that may be due, in the order of their starts; `events_newest_of_camera` is their
 * index. An event that another transaction has locked is being changed and waits for the next run. Null after
 * the last event.
 */
export async function agedAfter(
  { startedAt, id }: Place,
  { cameraId, cutoff, days, daysByLabel }: AgingCamera,
  now: Date,
  lock: boolean,
  manager: EntityManager,
): Promise<AgedEvents | null> {
  const [row] = await manager.query<[{ ids: number[] | null; doubtful: number[] } & Place]>(
    `WITH batch AS (
       SELECT id, started_at, ended_at IS NULL OR registered_at >= ${CUTOFF} AS is_doubtful FROM events
        WHERE camera_id = $1 AND (started_at, id) > ($6, $7) AND started_at < $5
          AND coalesce(ended_at, started_at) < ${CUTOFF}
        ORDER BY started_at, id LIMIT ${BATCH}
        ${lock ? 'FOR UPDATE SKIP LOCKED' : ''}
     ), last AS (SELECT started_at, id FROM batch ORDER BY started_at DESC, id DESC LIMIT 1)
     SELECT (SELECT array_agg(id) FROM batch) AS ids,
            ARRAY(SELECT id FROM batch WHERE is_doubtful) AS doubtful,
            (SELECT started_at FROM last) AS "startedAt", (SELECT id FROM last) AS id`,
    [cameraId, JSON.stringify(daysByLabel), days, now, cutoff, startedAt, id],
  );
  return (
    row.ids && {
      ids: row.ids,
      doubtful: row.doubtful,
      last: { startedAt: row.startedAt, id: row.id },
    }
  );
}

/** Events that are kept although their own rows say that they ended before the cutoff. */
export interface KeptEvents {
  /** The last detection is at the cutoff or later. */
  readonly seen: number[];
  /** They were due already when they were registered, which was at the cutoff or later. */
  readonly late: number[];
}

/** Those of the doubtful events of a camera that are kept, as `isDue` decides. */
export async function keptOf(
  doubtful: readonly number[],
  { days, daysByLabel }: CameraPeriod,
  now: Date,
  manager: EntityManager,
): Promise<KeptEvents> {
  if (doubtful.length === 0) return { seen: [], late: [] };
  const rows = await manager.query<{ id: number; seen: boolean; late: boolean | null }[]>(
    `SELECT id, ended >= ${CUTOFF} AS seen, ${isKeptLate('ended', CUTOFF, PERIOD)} AS late
       FROM (
         SELECT id, label, registered_at, coalesce(ended_at, greatest(started_at, (
                  SELECT max(detected_at) FROM detections WHERE event_id = events.id
                ))) AS ended
           FROM events WHERE id = ANY($1)
       ) doubtful`,
    [doubtful, JSON.stringify(daysByLabel), days, now],
  );
  return {
    seen: rows.filter(({ seen }) => seen).map(({ id }) => id),
    late: rows.filter(({ seen, late }) => !seen && late).map(({ id }) => id),
  };
}
