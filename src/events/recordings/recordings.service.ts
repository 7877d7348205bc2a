import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import pMap from 'p-map';
import { In, Repository } from 'typeorm';
import { MediaProbe } from '../../probe/media-probe.js';
import { UnreadableSourceError } from '../../probe/media-errors.js';
import { FootageMissingError } from '../../media/footage/footage-errors.js';
import { FootageRoots } from '../../media/footage/footage-roots.js';
import { EventClips } from '../clips/event-clips.js';
import type { ListRecordingsDto } from './dto/list-recordings.dto.js';
import type { RegisterRecordingDto } from './dto/register-recording.dto.js';
import { RecordingNotFoundError, UnknownDurationError } from '../event-errors.js';
import { EVENTS_OPTIONS, type EventsModuleOptions } from '../events.module-definition.js';
import { type Page, readPage } from '../records/keyset.js';
import { overlapping } from '../records/overlap.js';
import { placeVideo } from '../placing/place-video.js';
import type { RecordingOutcome } from './dto/recording-outcomes.dto.js';
import { outcomeOf } from './recording-outcome.js';
import { Recording } from '../records/recording.entity.js';

/** Files of a batch that are read at the same time: few enough to leave FFmpeg free for clips. */
const BATCH_CONCURRENCY = 4;

@Injectable()
export class RecordingsService {
  constructor(
    @InjectRepository(Recording) private readonly recordings: Repository<Recording>,
    private readonly roots: FootageRoots,
    private readonly probe: MediaProbe,
    private readonly clips: EventClips,
    @Inject(EVENTS_OPTIONS) private readonly options: EventsModuleOptions,
  ) {}

  /**
   * Reads the file, places it in time and stores the result. A file that is registered is read again.
   *
   * @throws PathNotAllowedError, FootageMissingError, UnreadableSourceError, FfmpegError
   */
  async register(dto: RegisterRecordingDto): Promise<{ recording: Recording; created: boolean }> {
    const recording = await this.read(dto);
    const { raw } = (await this.recordings
      .createQueryBuilder()
      .insert()
      .values(recording)
      .orUpdate(['started_at', 'ended_at', 'placed_by', 'facts'], ['camera_id', 'file_path'])
      // xmax is 0 in a row that the statement inserted, and the transaction's id in one that it updated.
      .returning('id, xmax = 0 AS created')
      .updateEntity(false)
      .execute()) as { raw: [{ id: number; created: boolean }] };
    const [{ id, created }] = raw;
    await this.clips.recorded({ ...recording, id });
    return { recording: { ...recording, id }, created };
  }

  /** Registers each file by itself, so that a bad one does not affect the others. In the given order. */
  registerAll(dtos: RegisterRecordingDto[]): Promise<RecordingOutcome[]> {
    return pMap(dtos, (dto) => outcomeOf(this.register(dto)), { concurrency: BATCH_CONCURRENCY });
  }

  /**
   * The sizes in bytes of the registered files at the time they were read, by path and camera; null where
   * the size is not known.
   */
  async sizesOf(
    cameraIds: string[],
    paths: string[],
  ): Promise<Map<string, Map<string, number | null>>> {
    const sizes = new Map<string, Map<string, number | null>>();
    const rows = await this.recordings.findBy({
      cameraId: In(cameraIds),
      filePath: In(paths),
    });
    for (const { filePath, cameraId, facts } of rows) {
      const ofFile = sizes.get(filePath) ?? new Map<string, number | null>();
      sizes.set(filePath, ofFile.set(cameraId, facts?.sizeBytes ?? null));
    }
    return sizes;
  }

  async list({ camera_id, from, to, ...page }: ListRecordingsDto): Promise<Page<Recording>> {
    const query = this.recordings.createQueryBuilder('recording');
    if (camera_id !== undefined) query.andWhere('recording.cameraId = :camera_id', { camera_id });
    if (from || to) overlapping(query, from, to);
    return readPage(query, page);
  }

  /**
   * Deletes the row; the camera's file stays.
   *
   * @throws RecordingNotFoundError
   */
  async forget(id: number): Promise<void> {
    const { affected } = await this.recordings.delete({ id });
    if (!affected) throw new RecordingNotFoundError();
  }

  private async read(dto: RegisterRecordingDto): Promise<Omit<Recording, 'id'>> {
    const path = await this.roots.resolve(dto.file_path);
    const [facts, { mtime }] = await Promise.all([this.probe.probe(path), statFootage(path)]);
    const durationSeconds = dto.duration_seconds ?? facts.durationSeconds;
    if (!facts.video) throw new UnreadableSourceError();
    if (!durationSeconds) throw new UnknownDurationError();
    const placing = placeVideo({
      given: dto.started_at,
      filePath: dto.file_path,
      timezone: this.options.cameraTimezone,
      creationTime: facts.creationTime,
      modifiedAt: mtime,
      durationSeconds,
    });
    return {
      ...placing,
      cameraId: dto.camera_id,
      filePath: resolve(dto.file_path),
      endedAt: new Date(placing.startedAt.getTime() + Math.ceil(durationSeconds * 1000)),
      facts,
    };
  }
}

/** The file may have been deleted since its path was checked. */
function statFootage(path: string): Promise<Stats> {
  return stat(path).catch(() => {
    throw new FootageMissingError();
  });
}
