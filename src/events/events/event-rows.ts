import { resolve } from 'node:path';
import { type EntityManager, In } from 'typeorm';
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

/** The new row's id, or null if another event of the camera has the same external id. */
export async function insertEvent(
  manager: EntityManager,
  dto: CreateEventDto,
  videoIdentity: FileIdentity | null,
): Promise<number | null> {
  const { raw } = (await manager
    .createQueryBuilder()
    .insert()
    .into(Event)
    .values({
      cameraId: dto.camera_id,
      startedAt: dto.started_at,
      endedAt: dto.ended_at ?? null,
      label: dto.label ?? null,
      summary: dto.summary ?? null,
      externalId: dto.external_id ?? null,
      videoPath: dto.video ? resolve(dto.video.file_path) : null,
      videoStartedAt: dto.video?.started_at ?? null,
      videoIdentity,
      ...(dto.video && { videoLookAt: () => 'now()' }),
    })
    .orIgnore()
    .returning('id')
    .updateEntity(false)
    .execute()) as { raw: { id: number }[] };
  return raw[0]?.id ?? null;
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
