import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, In, Repository } from 'typeorm';
import { AuditTrail } from '../../common/audit/audit-trail.js';
import { type CameraLimit, isAllowed } from '../../common/http/camera-rule.js';
import { EntityColumns } from '../../common/postgres/entity-columns.js';
import { identityOf } from '../../media/footage/examine-file.js';
import type { FileIdentity } from '../../media/footage/file-identity.js';
import { FootageRoots } from '../../media/footage/footage-roots.js';
import type { Detection } from '../records/detection.entity.js';
import type { DetectionDto } from './dto/add-detections.dto.js';
import type { CreateEventDto } from './dto/create-event.dto.js';
import type { ListEventsDto } from './dto/list-events.dto.js';
import type { UpdateEventDto } from './dto/update-event.dto.js';
import {
  addDetections,
  insertDetections,
  insertEvent,
  lockEvent,
  NEWEST_OF_CAMERAS,
} from './event-rows.js';
import { EventClips } from '../clips/event-clips.js';
import { EventNotFoundError, ReversedEventError } from '../event-errors.js';
import { Event } from '../records/event.entity.js';
import { StartLimits } from '../placing/start-limits.js';
import { BY_START, type Page, readPage } from '../records/keyset.js';

export interface CreatedEvent {
  readonly event: Event;
  /** False: there was one already. */
  readonly created: boolean;
  /** Whether it is known to have neither a clip nor a request for one. */
  readonly hasNoClip: boolean;
}

@Injectable()
export class EventsService {
  private readonly columns: EntityColumns<Event>;

  constructor(
    @InjectRepository(Event) private readonly events: Repository<Event>,
    private readonly roots: FootageRoots,
    private readonly clips: EventClips,
    private readonly limits: StartLimits,
    private readonly trail: AuditTrail,
  ) {
    this.columns = new EntityColumns(events, 'event');
  }

  /**
   * Creates the event. If its camera has one with the same `external_id`, returns that one unchanged.
   *
   * @throws FutureEventError, PathNotAllowedError
   */
  async create(dto: CreateEventDto): Promise<CreatedEvent> {
    this.limits.checkEvent(dto.started_at);
    const { event, created } = await this.insert(dto);
    if (created) return { event, created, hasNoClip: !(await this.clips.added(event)) };
    // The call that created it may have died before this.
    await this.clips.changed(event);
    return { event, created, hasNoClip: false };
  }

  private async insert(dto: CreateEventDto): Promise<{ event: Event; created: boolean }> {
    const [[video], stills] = await Promise.all([
      this.identified(dto.video ? [dto.video] : []),
      this.identified(dto.detections ?? []),
    ]);

    const insert = async (manager: EntityManager) => {
      const event = await insertEvent(manager, this.columns, dto, video?.identity ?? null);
      if (event) await insertDetections(manager, event.id, stills);
      return event;
    };
    const { manager } = this.events;
    // One statement needs no transaction around it.
    const created = await (stills.length > 0 ? manager.transaction(insert) : insert(manager));
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
    const [row] = await this.events.query<Record<string, unknown>[]>(
      `SELECT ${this.columns.list} FROM events event WHERE id = $1`,
      [id],
    );
    const event = row && this.columns.read(row);
    if (!event) throw new EventNotFoundError();
    return event;
  }

  /** @param cameras the only ones whose events are listed; null: all */
  async list(
    {
      camera_id,
      from,
      to,
      label,
      text,
      has_clip,
      clip_status,
      protected: isProtected,
      ...page
    }: ListEventsDto,
    cameras: CameraLimit = null,
  ): Promise<Page<Event>> {
    const query = this.events.createQueryBuilder('event');
    if (camera_id !== undefined) query.andWhere('event.cameraId = :camera_id', { camera_id });
    if (cameras) query.andWhere('event.cameraId = ANY(:cameras)', { cameras: [...cameras] });
    if (from) query.andWhere('event.startedAt >= :from', { from });
    if (to) query.andWhere('event.startedAt < :to', { to });
    if (label !== undefined) query.andWhere('event.label = :label', { label });
    if (text !== undefined) query.andWhere(CONTAINS_TEXT, { text });
    if (has_clip !== undefined) {
      query.andWhere(`event.clipPath IS ${has_clip ? 'NOT NULL' : 'NULL'}`);
    }
    this.clips.narrow(query, { status: clip_status, protected: isProtected });
    return readPage(query, page, BY_START);
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
      const event = await lockEvent(manager, id, 'pessimistic_write');
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
      const event = await lockEvent(manager, id, 'pessimistic_write');
      await this.clips.removing(manager, event);
      const { cameraId } = event;
      await this.trail.record(
        { action: 'event.deleted', eventIds: [id], cameraIds: [cameraId] },
        manager,
      );
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
    const given = await this.identified(detections);
    const added = await this.events.manager.transaction(async (manager) => {
      // Two calls with the same detections take turns.
      await lockEvent(manager, id, 'for_no_key_update');
      return addDetections(manager, id, given);
    });
    await this.clips.changed(await this.get(id));
    return added;
  }

  /** The files, each with by what it is recognized; null for one that is not there yet. @throws PathNotAllowedError */
  private identified<T extends { file_path: string }>(
    files: readonly T[],
  ): Promise<(T & { identity: FileIdentity | null })[]> {
    return Promise.all(
      files.map(async (file) => {
        const stats = await this.roots.check(file.file_path);
        return { ...file, identity: stats && identityOf(stats) };
      }),
    );
  }
}

/** In a label or summary; the line end keeps a text from matching over both. */
const CONTAINS_TEXT = `strpos(lower(concat(event.label, E'\\n', event.summary)), lower(:text)) > 0`;
