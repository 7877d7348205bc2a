import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { resolve } from 'node:path';
import { type EntityManager, In, Repository } from 'typeorm';
import { type CameraLimit, isAllowed } from '../../common/http/camera-rule.js';
import { identityOf } from '../../media/footage/examine-file.js';
import type { FileIdentity } from '../../media/footage/file-identity.js';
import { FootageRoots } from '../../media/footage/footage-roots.js';
import { Detection } from '../records/detection.entity.js';
import type { DetectionDto } from './dto/add-detections.dto.js';
import type { CreateEventDto } from './dto/create-event.dto.js';
import type { ListEventsDto } from './dto/list-events.dto.js';
import type { UpdateEventDto } from './dto/update-event.dto.js';
import { EventClips } from '../clips/event-clips.js';
import { EventNotFoundError, ReversedEventError } from '../event-errors.js';
import { Event } from '../records/event.entity.js';
import { StartLimits } from '../placing/start-limits.js';
import { type Page, readPage } from '../records/keyset.js';

@Injectable()
export class EventsService {
  constructor(
    @InjectRepository(Event) private readonly events: Repository<Event>,
    private readonly roots: FootageRoots,
    private readonly clips: EventClips,
    private readonly limits: StartLimits,
  ) {}

  /**
   * Creates the event. If its camera has one with the same `external_id`, returns that one unchanged.
   *
   * @throws FutureEventError, PathNotAllowedError
   */
  async create(dto: CreateEventDto): Promise<{ event: Event; created: boolean }> {
    this.limits.checkEvent(dto.started_at);
    const result = await this.insert(dto);
    // Also for an existing event: the call that created it may have died before this line.
    await this.clips.changed(result.event);
    return result;
  }

  private async insert(dto: CreateEventDto): Promise<{ event: Event; created: boolean }> {
    const detections = dto.detections ?? [];
    const [[videoIdentity = null], stills] = await Promise.all([
      this.identify(dto.video ? [dto.video] : []),
      this.identify(detections),
    ]);

    const created = await this.events.manager.transaction(async (manager) => {
      const id = await insertUnlessExists(manager, dto, videoIdentity);
      if (id === null) return null;
      await insertDetections(manager, id, detections, stills);
      return manager.findOneByOrFail(Event, { id });
    });
    if (created) return { event: created, created: true };

    const existing = await this.events.findOneBy({
      cameraId: dto.camera_id,
      externalId: dto.external_id ?? '',
    });
    // Without one, the event was deleted between the two queries.
    return existing ? { event: existing, created: false } : this.insert(dto);
  }

  /** @throws EventNotFoundError */
  async get(id: number): Promise<Event> {
    return (await this.events.findOneBy({ id })) ?? notFound();
  }

  /** @param cameras the only ones whose events are listed; null: all */
  async list(
    { camera_id, from, to, has_clip, ...page }: ListEventsDto,
    cameras: CameraLimit = null,
  ): Promise<Page<Event>> {
    const query = this.events.createQueryBuilder('event');
    if (camera_id !== undefined) query.andWhere('event.cameraId = :camera_id', { camera_id });
    if (cameras) query.andWhere('event.cameraId = ANY(:cameras)', { cameras: [...cameras] });
    if (from) query.andWhere('event.startedAt >= :from', { from });
    if (to) query.andWhere('event.startedAt < :to', { to });
    if (has_clip !== undefined) {
      query.andWhere(`event.clipPath IS ${has_clip ? 'NOT NULL' : 'NULL'}`);
    }
    return readPage(query, page);
  }

  /** The newest event of every camera, or of each of these, by camera id. */
  async newestOfCameras(cameras: CameraLimit = null): Promise<Event[]> {
    const newest: { id: number; camera_id: string }[] = await this.events.query(NEWEST_OF_CAMERAS);
    const allowed = newest.filter(({ camera_id }) => isAllowed(cameras, camera_id));
    return this.events.find({
      where: { id: In(allowed.map(({ id }) => id)) },
      order: { cameraId: 'ASC' },
    });
  }

  /** @throws EventNotFoundError, ReversedEventError */
  async update(id: number, dto: UpdateEventDto): Promise<Event> {
    const updated = await this.events.manager.transaction(async (manager) => {
      const event = await lock(manager, id, 'pessimistic_write');
      if (dto.ended_at && dto.ended_at < event.startedAt) throw new ReversedEventError();
      if (dto.ended_at !== undefined) event.endedAt = dto.ended_at;
      if (dto.label !== undefined) event.label = dto.label;
      if (dto.summary !== undefined) event.summary = dto.summary;
      return manager.save(event);
    });
    await this.clips.changed(updated);
    return updated;
  }

  /** @throws EventNotFoundError, ClipProtectedError */
  async delete(id: number): Promise<void> {
    await this.events.manager.transaction(async (manager) => {
      const event = await lock(manager, id, 'pessimistic_write');
      await this.clips.removing(manager, event);
      await manager.delete(Event, { id });
    });
    await this.clips.removed(id);
  }

  /**
   * Returns the detections in the given order. One of the same file and instant is added once, so that a call can be
   * repeated.
   *
   * @throws EventNotFoundError, PathNotAllowedError
   */
  async addDetections(id: number, detections: DetectionDto[]): Promise<Detection[]> {
    const identities = await this.identify(detections);
    const added = await this.events.manager.transaction(async (manager) => {
      // Two calls with the same detections take turns.
      await lock(manager, id, 'for_no_key_update');
      return insertDetections(manager, id, detections, identities);
    });
    await this.clips.changed(await this.get(id));
    return added;
  }

  /** By what each file is recognized; null for one that is not there yet. @throws PathNotAllowedError */
  private async identify(files: { file_path: string }[]): Promise<(FileIdentity | null)[]> {
    const stats = await Promise.all(files.map(({ file_path }) => this.roots.check(file_path)));
    return stats.map((one) => one && identityOf(one));
  }
}

/**
 * Steps through the index from camera to camera (a loose index scan). For a plain DISTINCT PostgreSQL
 * would read every event to find the few cameras.
 */
const NEWEST_OF_CAMERAS = `
  WITH RECURSIVE camera (id) AS (
    SELECT min(camera_id) FROM events
    UNION ALL
    SELECT (SELECT min(camera_id) FROM events WHERE camera_id > camera.id)
    FROM camera WHERE camera.id IS NOT NULL
  )
  SELECT newest.id, camera.id AS camera_id FROM camera CROSS JOIN LATERAL (
    SELECT id FROM events WHERE camera_id = camera.id ORDER BY started_at DESC, id DESC LIMIT 1
  ) newest`;

/** The new row's id, or null if another event of the camera has the same external id. */
async function insertUnlessExists(
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

/** @returns a row for each of the given detections; of those with the same file and instant, the same row */
async function insertDetections(
  manager: EntityManager,
  eventId: number,
  detections: readonly DetectionDto[],
  identities: readonly (FileIdentity | null)[],
): Promise<Detection[]> {
  const given = detections.map(({ file_path, detected_at }, index) =>
    manager.create(Detection, {
      ...{ eventId, filePath: resolve(file_path), detectedAt: detected_at },
      identity: identities[index] ?? null,
    }),
  );
  const detectedAt = In(given.map((detection) => detection.detectedAt));
  const existing = await manager.findBy(Detection, { eventId, detectedAt });
  const rows = new Map(existing.map((row) => [keyOf(row), row]));
  const added = given.filter((row) => {
    const isNew = !rows.has(keyOf(row));
    if (isNew) rows.set(keyOf(row), row);
    return isNew;
  });
  await manager.insert(Detection, added);
  return given.map((row) => rows.get(keyOf(row))!);
}

function keyOf({ filePath, detectedAt }: Detection): string {
  return `${detectedAt.getTime()}:${filePath}`;
}

async function lock(
  manager: EntityManager,
  id: number,
  mode: 'pessimistic_write' | 'for_no_key_update',
): Promise<Event> {
  return (await manager.findOne(Event, { where: { id }, lock: { mode } })) ?? notFound();
}

function notFound(): never {
  throw new EventNotFoundError();
}
