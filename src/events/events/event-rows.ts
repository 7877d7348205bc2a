import { resolve } from 'node:path';
import { type EntityManager, In } from 'typeorm';
import type { EntityColumns } from '../../common/postgres/entity-columns.js';
import type { FileIdentity } from '../../media/footage/file-identity.js';
import { EventNotFoundError } from '../event-errors.js';
import { Detection } from '../records/detection.entity.js';
import { Event } from '../records/event.entity.js';
import type { DetectionDto } from './dto/add-detections.dto.js';
import type { CreateEventDto } from './dto/create-event.dto.js';

/**
 * Steps through the index from camera to camera (a loose index scan). For a plain DISTINCT PostgreSQL
 * would read every event to find the few cameras.
 */
export const NEWEST_OF_CAMERAS = `
  WITH RECURSIVE camera (id) AS (
    SELECT min(camera_id) FROM events
    UNION ALL
    SELECT (SELECT min(camera_id) FROM events WHERE camera_id > camera.id)
    FROM camera WHERE camera.id IS NOT NULL
  )
  SELECT newest.id, camera.id AS camera_id FROM camera CROSS JOIN LATERAL (
    SELECT id FROM events WHERE camera_id = camera.id ORDER BY started_at DESC, id DESC LIMIT 1
  ) newest`;

/** The event, which no other transaction changes until this one ends. @throws EventNotFoundError */
export async function lockEvent(
  manager: EntityManager,
  id: number,
  mode: 'pessimistic_write' | 'for_no_key_update',
): Promise<Event> {
  const event = await manager.findOne(Event, { where: { id }, lock: { mode } });
  if (!event) throw new EventNotFoundError();
  return event;
}

/** The new event, or null if another one of the camera has the same external id. */
export async function insertEvent(
  manager: EntityManager,
  columns: EntityColumns<Event>,
  dto: CreateEventDto,
  videoIdentity: FileIdentity | null,
): Promise<Event | null> {
  const [row] = await manager.query<Record<string, unknown>[]>(
    `INSERT INTO events AS event (camera_id, started_at, ended_at, label, summary, external_id,
                                  video_path, video_started_at, video_identity, video_look_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, CASE WHEN $7::text IS NOT NULL THEN now() END)
     ON CONFLICT DO NOTHING RETURNING ${columns.list}`,
    [
      ...[dto.camera_id, dto.started_at, dto.ended_at ?? null],
      ...[dto.label ?? null, dto.summary ?? null, dto.external_id ?? null],
      ...[dto.video ? resolve(dto.video.file_path) : null, dto.video?.started_at ?? null],
      videoIdentity && JSON.stringify(videoIdentity),
    ],
  );
  return row ? columns.read(row) : null;
}

/** A detection as it was given, and by what its file is recognized; null where the file is not there yet. */
export type GivenDetection = DetectionDto & { readonly identity: FileIdentity | null };

/** Like {@link insertDetections}, without those that the event has: then their rows are returned. */
export async function addDetections(
  manager: EntityManager,
  eventId: number,
  given: readonly GivenDetection[],
): Promise<Detection[]> {
  const detectedAt = In(given.map(({ detected_at }) => detected_at));
  const existing = await manager.findBy(Detection, { eventId, detectedAt });
  return insertDetections(manager, eventId, given, existing);
}

/** @returns a row for each of the given detections; of those with the same file and instant, the same row */
export async function insertDetections(
  manager: EntityManager,
  eventId: number,
  given: readonly GivenDetection[],
  existing: readonly Detection[] = [],
): Promise<Detection[]> {
  const rows = new Map(existing.map((row) => [keyOf(row), row]));
  const added: Detection[] = [];
  const all = given.map(({ file_path, detected_at, identity }) => {
    const filePath = resolve(file_path);
    const row = manager.create(Detection, { eventId, filePath, detectedAt: detected_at, identity });
    const known = rows.get(keyOf(row));
    if (known) return known;
    rows.set(keyOf(row), row);
    added.push(row);
    return row;
  });
  await manager.insert(Detection, added);
  return all;
}

function keyOf({ filePath, detectedAt }: Detection): string {
  return `${detectedAt.getTime()}:${filePath}`;
}
