import { Inject, Injectable, Logger } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import pMap from 'p-map';
import { In, Repository } from 'typeorm';
import { AuditTrail } from '../../common/audit/audit-trail.js';
import { type CameraLimit, isAllowed } from '../../common/http/camera-rule.js';
import { CameraNotAllowedError } from '../../common/request-errors.js';
import type { FileIdentity } from '../../media/footage/file-identity.js';
import { RecordingRows } from '../footage/recording-rows.js';
import { EventClips } from '../clips/event-clips.js';
import type { ListRecordingsDto } from './dto/list-recordings.dto.js';
import type { RegisterRecordingDto } from './dto/register-recording.dto.js';
import { RecordingNotFoundError } from '../event-errors.js';
import { EVENTS_OPTIONS, type EventsModuleOptions } from '../events.module-definition.js';
import { CameraNamings } from '../records/camera-namings.js';
import { BY_START, type Page, readPage } from '../records/keyset.js';
import { overlapping } from '../records/overlap.js';
import { type CameraNaming, namingOf } from '../placing/camera-naming.js';
import { unusableName } from '../placing/place-video.js';
import type { RecordingOutcome } from './dto/recording-outcomes.dto.js';
import { outcomeOf } from './recording-outcome.js';
import { type Reading, RecordingReader } from './recording-reader.js';
import { Recording } from '../records/recording.entity.js';

/** What is known of a registered file without opening it. */
export interface KnownFile {
  /** When it was read; null: not known. */
  readonly sizeBytes: number | null;
  readonly identity: FileIdentity | null;
}

/** Files of a batch that are read at the same time: few enough to leave FFmpeg free for clips. */
const BATCH_CONCURRENCY = 4;
/** Recordings of a batch that are stored by one statement. */
const STORED_AT_ONCE = 100;

@Injectable()
export class RecordingsService {
  private readonly logger = new Logger('Footage');

  constructor(
    @InjectRepository(Recording) private readonly recordings: Repository<Recording>,
    private readonly rows: RecordingRows,
    private readonly reader: RecordingReader,
    private readonly clips: EventClips,
    private readonly namings: CameraNamings,
    private readonly trail: AuditTrail,
    @Inject(EVENTS_OPTIONS) private readonly options: EventsModuleOptions,
  ) {}

  /**
   * Reads the file, places it in time and stores the result. A file that is registered is read again.
   *
   * @throws PathNotAllowedError, FootageMissingError, UnreadableSourceError, ImplausibleStartError, FfmpegError
   */
  async register(dto: RegisterRecordingDto): Promise<{ recording: Recording; created: boolean }> {
    const naming = await this.namings.of(dto.camera_id, namingOf(this.options));
    const reading = await this.reader.read(dto, naming);
    const [recording] = await this.rows.insert([reading.recording]);
    const stored = recording ? { recording, created: true } : await this.store(reading);
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
    const read = (dto: RegisterRecordingDto) => {
      if (!isAllowed(cameras, dto.camera_id)) throw new CameraNotAllowedError();
      return this.reader.read(dto, namingOfCamera(dto.camera_id));
    };
    const stored: Recording[] = [];
    const outcomes: RecordingOutcome[] = [];
    try {
      for (let at = 0; at < dtos.length; at += STORED_AT_ONCE) {
        const some = dtos.slice(at, at + STORED_AT_ONCE);
        outcomes.push(...(await this.registerSome(some, read, stored)));
      }
      return outcomes;
    } finally {
      if (stored.length > 0) await this.clips.recorded(stored);
    }
  }

  /** @param stored to which those that were stored are added, also where the rest fails */
  private async registerSome(
    dtos: readonly RegisterRecordingDto[],
    read: (dto: RegisterRecordingDto) => Promise<Reading>,
    stored: Recording[],
  ): Promise<RecordingOutcome[]> {
    const readings = await pMap(dtos, (dto) => settled(() => read(dto)), {
      concurrency: BATCH_CONCURRENCY,
    });
    const inserted = await this.insertAll(readings);
    stored.push(...inserted.values());
    const outcome = async (result: PromiseSettledResult<Reading>) => {
      if (result.status === 'rejected') throw result.reason;
      const known = inserted.get(result.value);
      if (known) return { recording: known };
      const { recording } = await this.store(result.value);
      stored.push(recording);
      return { recording };
    };
    return pMap(
      readings,
      (result, index) => outcomeOf(dtos[index]!.file_path, outcome(result), this.logger),
      { concurrency: BATCH_CONCURRENCY },
    );
  }

  /** Those that are new. If the database refuses one of them, none: then each is stored by itself. */
  private async insertAll(
    results: readonly PromiseSettledResult<Reading>[],
  ): Promise<Map<Reading, Recording>> {
    const readings = results.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    if (readings.length === 0) return new Map();
    const recordings = await this.rows
      .insert(readings.map(({ recording }) => recording))
      .catch(() => []);
    return new Map(
      readings.flatMap((reading, index) => {
        const recording = recordings[index];
        return recording ? [[reading, recording] as const] : [];
      }),
    );
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
    return readPage(query, page, BY_START);
  }

  /**
   * Deletes the row; the camera's file stays.
   *
   * @throws RecordingNotFoundError
   */
  async forget(id: number): Promise<void> {
    await this.recordings.manager.transaction(async (manager) => {
      const recording = await manager.findOneBy(Recording, { id });
      const { affected } = await manager.delete(Recording, { id });
      if (!recording || !affected) throw new RecordingNotFoundError();
      const { cameraId, startedAt: startsAt, endedAt: endsAt } = recording;
      await this.trail.record(
        {
          action: 'recording.deleted',
          recordingIds: [id],
          cameraIds: [cameraId],
          startsAt,
          endsAt,
        },
        manager,
      );
    });
  }

  private namingsOf(cameraIds: readonly string[]): Promise<(cameraId: string) => CameraNaming> {
    return this.namings.ofAll(cameraIds, namingOf(this.options));
  }

  private store(reading: Reading) {
    return this.rows.store(reading.recording, (bytes) => this.reader.samplesOf(reading, bytes));
  }
}

async function settled<T>(work: () => Promise<T>): Promise<PromiseSettledResult<T>> {
  try {
    return { status: 'fulfilled', value: await work() };
  } catch (reason) {
    return { status: 'rejected', reason };
  }
}
