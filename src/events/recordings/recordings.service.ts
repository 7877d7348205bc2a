import { Inject, Injectable, Logger } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { resolve } from 'node:path';
import pMap from 'p-map';
import { In, Repository } from 'typeorm';
import { type CameraLimit, isAllowed } from '../../common/http/camera-rule.js';
import { CameraNotAllowedError } from '../../common/request-errors.js';
import type { IsolatedTask } from '../../isolation/isolated-task.js';
import { MediaProbe } from '../../probe/media-probe.js';
import { lengthOf } from '../../formats/media-facts.js';
import { fileErrorOf, UnreadableSourceError } from '../../probe/media-errors.js';
import { NO_VIDEO } from '../../probe/source-problems.js';
import { identityOf } from '../../media/footage/examine-file.js';
import type { FileIdentity } from '../../media/footage/file-identity.js';
import { FootageRoots } from '../../media/footage/footage-roots.js';
import { SAMPLES, STATS } from '../../media/footage/footage-tasks.js';
import { RecordingRows } from '../footage/recording-rows.js';
import { EventClips } from '../clips/event-clips.js';
import type { ListRecordingsDto } from './dto/list-recordings.dto.js';
import type { RegisterRecordingDto } from './dto/register-recording.dto.js';
import { RecordingNotFoundError, UnknownDurationError } from '../event-errors.js';
import { EVENTS_OPTIONS, type EventsModuleOptions } from '../events.module-definition.js';
import { CameraNamings } from '../records/camera-namings.js';
import { type Page, readPage } from '../records/keyset.js';
import { overlapping } from '../records/overlap.js';
import { type CameraNaming, namingOf } from '../placing/camera-naming.js';
import { placeFile } from '../placing/place-file.js';
import { unusableName } from '../placing/place-video.js';
import { StartLimits } from '../placing/start-limits.js';
import type { RecordingOutcome } from './dto/recording-outcomes.dto.js';
import { outcomeOf } from './recording-outcome.js';
import { type NewRecording, Recording } from '../records/recording.entity.js';

/** What is known of a registered file without opening it. */
export interface KnownFile {
  /** When it was read; null: not known. */
  readonly sizeBytes: number | null;
  readonly identity: FileIdentity | null;
}

/** Files of a batch that are read at the same time: few enough to leave FFmpeg free for clips. */
const BATCH_CONCURRENCY = 4;

@Injectable()
export class RecordingsService {
  private readonly logger = new Logger('Footage');

  constructor(
    @InjectRepository(Recording) private readonly recordings: Repository<Recording>,
    private readonly rows: RecordingRows,
    private readonly roots: FootageRoots,
    private readonly probe: MediaProbe,
    private readonly clips: EventClips,
    private readonly namings: CameraNamings,
    private readonly limits: StartLimits,
    @Inject(EVENTS_OPTIONS) private readonly options: EventsModuleOptions,
  ) {}

  /**
   * Reads the file, places it in time and stores the result. A file that is registered is read again.
   *
   * @throws PathNotAllowedError, FootageMissingError, UnreadableSourceError, ImplausibleStartError, FfmpegError
   */
  async register(dto: RegisterRecordingDto): Promise<{ recording: Recording; created: boolean }> {
    const naming = await this.namings.of(dto.camera_id, namingOf(this.options));
    const stored = await this.store(dto, naming);
    await this.clips.recorded([stored.recording]);
    return stored;
  }

  /**
   * Registers each file by itself, so that a bad one does not affect the others. In the given order.
   *
   * @param cameras the only ones of which recordings are accepted; null: all
   */
  async registerAll(
    dtos: RegisterRecordingDto[],
    cameras: CameraLimit = null,
  ): Promise<RecordingOutcome[]> {
    const namingOfCamera = await this.namingsOf(dtos.map(({ camera_id }) => camera_id));
    const stored: Recording[] = [];
    const register = async (dto: RegisterRecordingDto) => {
      if (!isAllowed(cameras, dto.camera_id)) throw new CameraNotAllowedError();
      const result = await this.store(dto, namingOfCamera(dto.camera_id));
      stored.push(result.recording);
      return result;
    };
    try {
      return await pMap(dtos, (dto) => outcomeOf(dto.file_path, register(dto), this.logger), {
        concurrency: BATCH_CONCURRENCY,
      });
    } finally {
      if (stored.length > 0) await this.clips.recorded(stored);
    }
  }

  /**
   * What is known of registered files, by path and camera; null where a file would be placed by its path now,
   * so that it has to be read again.
   */
  async knownFiles(
    cameraIds: string[],
    paths: string[],
  ): Promise<Map<string, Map<string, KnownFile | null>>> {
    const files = new Map<string, Map<string, KnownFile | null>>();
    const rows = await this.recordings.findBy({
      cameraId: In(cameraIds),
      filePath: In(paths),
    });
    const namingOfCamera = await this.namingsOf(cameraIds);
    for (const { filePath, cameraId, facts, placedBy, identity } of rows) {
      const ofFile = files.get(filePath) ?? new Map<string, KnownFile | null>();
      const isGuessed = placedBy === 'modified' || placedBy === 'creation_time';
      const isOutdated = isGuessed && unusableName(filePath, namingOfCamera(cameraId)) === null;
      const known = { sizeBytes: facts?.sizeBytes ?? null, identity };
      files.set(filePath, ofFile.set(cameraId, isOutdated ? null : known));
    }
    return files;
  }

  /** @param cameras the only ones whose recordings are listed; null: all */
  async list(
    { camera_id, from, to, ...page }: ListRecordingsDto,
    cameras: CameraLimit = null,
  ): Promise<Page<Recording>> {
    const query = this.recordings.createQueryBuilder('recording');
    if (camera_id !== undefined) query.andWhere('recording.cameraId = :camera_id', { camera_id });
    if (cameras) query.andWhere('recording.cameraId = ANY(:cameras)', { cameras: [...cameras] });
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

  private namingsOf(cameraIds: readonly string[]): Promise<(cameraId: string) => CameraNaming> {
    return this.namings.ofAll(cameraIds, namingOf(this.options));
  }

  private async store(dto: RegisterRecordingDto, naming: CameraNaming) {
    const { recording, path } = await this.read(dto, naming);
    return this.rows.store(recording, (bytes) => this.ask(path, SAMPLES, path, bytes));
  }

  /** The file may have been deleted since its path was checked. */
  private ask<Args extends unknown[], Result>(
    path: string,
    task: IsolatedTask<Args, Result>,
    ...args: Args
  ): Promise<Result> {
    return this.roots.files.run(path, task, ...args).catch((error: unknown) => {
      throw fileErrorOf(path, error);
    });
  }

  private async read(
    dto: RegisterRecordingDto,
    naming: CameraNaming,
  ): Promise<{ recording: NewRecording; path: string }> {
    const path = await this.roots.resolve(dto.file_path);
    const [facts, stats] = await Promise.all([this.probe.probe(path), this.ask(path, STATS, path)]);
    if (!facts.video) throw new UnreadableSourceError(path, NO_VIDEO);
    const durationSeconds = dto.duration_seconds ?? lengthOf(facts.video);
    if (!durationSeconds) throw new UnknownDurationError();
    const video = {
      given: dto.started_at,
      filePath: dto.file_path,
      naming,
      creationTime: facts.creationTime,
      modifiedAt: new Date(stats.modifiedAtMs),
      durationSeconds,
    };
    const placing = await placeFile(this.roots.files, video, path);
    this.limits.checkRecording(dto.file_path, placing);
    const endsAtMs = placing.startedAt.getTime() + Math.ceil(durationSeconds * 1000);
    const recording: NewRecording = {
      ...placing,
      cameraId: dto.camera_id,
      filePath: resolve(dto.file_path),
      endedAt: new Date(endsAtMs),
      facts,
      identity: identityOf(stats),
    };
    return { recording, path };
  }
}
