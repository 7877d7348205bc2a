import type { EntityManager } from 'typeorm';
import { MAX_CLIP_SECONDS } from '../model/clip-errors.js';
import type { FootageSpan } from './footage-spans.js';

/* What footage concerns that is registered late. Each statement takes any number of spans. */

/** What footage of some cameras and times concerns. */
export interface Concerned {
  /** Whether clips wait for it, which is rare. */
  readonly clips: boolean;
  /** Whether clips of a camera alone wait for it. */
  readonly intervals: boolean;
  /**
   * The events that it may give a better clip: a clip has gaps or is made of still frames, or a request failed. The
   * newest first.
   */
  readonly events: readonly number[];
}

/** @param orFirst also events that have ended and were never asked for a clip */
export async function concernedBy(
  spans: readonly FootageSpan[],
  orFirst: boolean,
  limit: number,
  manager: EntityManager,
): Promise<Concerned> {
  const [row] = await manager.query<[Concerned]>(CONCERNED, [
    JSON.stringify(spans),
    `${MAX_CLIP_SECONDS} seconds`,
    orFirst,
    limit,
  ]);
  return row;
}

/** The jobs that wait for footage of these cameras and times. */
export async function waitingJobs(
  spans: readonly FootageSpan[],
  manager: EntityManager,
): Promise<string[]> {
  const rows = await manager.query<{ id: string }[]>(WAITING, [JSON.stringify(spans)]);
  return rows.map(({ id }) => id);
}

/** The same for clips of a camera alone, which wait for nothing then, until their jobs have looked. */
export async function wakeIntervals(
  spans: readonly FootageSpan[],
  manager: EntityManager,
): Promise<string[]> {
  const [rows] = await manager.query<[{ id: string }[], number]>(WAKE_INTERVALS, [
    JSON.stringify(spans),
  ]);
  return rows.map(({ id }) => id);
}

const SPANS = `
  WITH span AS (
    SELECT * FROM jsonb_to_recordset($1::jsonb)
        AS span (camera_id text, starts_at timestamptz, ends_at timestamptz)
  )`;

const WAITING_CLIPS = `span
    JOIN clip_requests request ON request.waiting_until IS NOT NULL
     AND request.starts_at <= span.ends_at AND request.ends_at >= span.starts_at
    JOIN events event ON event.id = request.event_id AND event.camera_id = span.camera_id`;

const IS_WAITING_INTERVAL = `clip.state = 'pending' AND clip.waiting_until IS NOT NULL
     AND clip.camera_id = span.camera_id
     AND clip.starts_at <= span.ends_at AND clip.ends_at >= span.starts_at`;

const WAITING = `${SPANS}
  SELECT DISTINCT request.job_id AS id FROM ${WAITING_CLIPS}`;

const WAKE_INTERVALS = `${SPANS}
  UPDATE interval_clips clip SET waiting_until = NULL, message = NULL
    FROM span WHERE ${IS_WAITING_INTERVAL}
  RETURNING clip.job_id AS id`;

/**
 * Each part reads an index for the longest time that a clip may last. `OFFSET 0` has the planner look up the rows of
 * each span: it expects a hundred spans, for which it would read whole tables.
 */
const CONCERNED = `${SPANS}
  SELECT EXISTS (SELECT FROM ${WAITING_CLIPS}) AS clips,
         EXISTS (SELECT FROM span JOIN interval_clips clip ON ${IS_WAITING_INTERVAL}) AS intervals,
         ARRAY(
  SELECT found.id FROM (
    SELECT event.id, event.started_at
      FROM span
      CROSS JOIN LATERAL (
        SELECT event_id FROM clips
         WHERE (gaps <> '[]' OR method = 'images')
           AND requested_starts_at BETWEEN span.starts_at - $2::interval AND span.ends_at
           AND requested_ends_at >= span.starts_at
        OFFSET 0
      ) clip
      CROSS JOIN LATERAL (SELECT * FROM events WHERE id = clip.event_id OFFSET 0) event
     WHERE event.camera_id = span.camera_id
    UNION
    SELECT event.id, event.started_at
      FROM span
      CROSS JOIN LATERAL (
        SELECT event_id FROM clip_requests
         WHERE state = 'failed'
           AND starts_at BETWEEN span.starts_at - $2::interval AND span.ends_at
           AND ends_at >= span.starts_at
        OFFSET 0
      ) request
      CROSS JOIN LATERAL (SELECT * FROM events WHERE id = request.event_id OFFSET 0) event
     WHERE event.camera_id = span.camera_id
    UNION
    SELECT event.id, event.started_at
      FROM span
      CROSS JOIN LATERAL (
        SELECT * FROM events
         WHERE camera_id = span.camera_id AND clip_path IS NULL
           AND started_at BETWEEN span.starts_at - $2::interval AND span.ends_at
           AND ended_at >= span.starts_at
        OFFSET 0
      ) event
      LEFT JOIN LATERAL (
        SELECT event_id FROM clip_requests WHERE event_id = event.id OFFSET 0
      ) request ON true
     WHERE $3::boolean AND request.event_id IS NULL
  ) found ORDER BY found.started_at DESC, found.id DESC LIMIT $4) AS events`;
