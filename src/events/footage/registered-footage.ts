import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { LessThan, MoreThanOrEqual, Repository } from 'typeorm';
import { EntityColumns } from '../../common/postgres/entity-columns.js';
import { MAX_SECONDS } from '../../formats/file-times.js';
import type { MediaFacts } from '../../formats/media-facts.js';
import { Detection } from '../records/detection.entity.js';
import type { Event } from '../records/event.entity.js';
import { type FileIdentity, isSameIdentity } from '../../media/footage/file-identity.js';
import { FootageReplacedError } from '../../media/footage/footage-errors.js';
import { type FileIsolation, NOT_ISOLATED } from '../../isolation/file-isolation.js';
import { FileRows } from './file-rows.js';
import { examineFootage, type FootageFile } from './footage-file.js';
import { type FootageRecording, FootageSource, type ReplacedRecording } from './footage-source.js';
import { afterLook } from './next-look.js';
import { boundsOf, overlapping } from '../records/overlap.js';
import { RecordingRows } from './recording-rows.js';
import { Recording } from '../records/recording.entity.js';

/** Earlier versions stored longer recordings, which would hide all others of the camera. */
const IS_PLAUSIBLE = `recording.ended_at - recording.started_at <= interval '${MAX_SECONDS} seconds'`;

/** The footage that was registered with this service, of events and of cameras. */
@Injectable()
export class RegisteredFootage extends FootageSource {
  private readonly recording: EntityColumns<Recording>;
  private readonly detection: EntityColumns<Detection>;

  constructor(
    @InjectRepository(Detection) private readonly detectionRows: Repository<Detection>,
    @InjectRepository(Recording) private readonly recordingRows: Repository<Recording>,
    private readonly rows: RecordingRows,
    private readonly files: FileRows,
  ) {
    super();
    this.recording = new EntityColumns(recordingRows, 'recording');
    this.detection = new EntityColumns(detectionRows, 'detection');
  }

  /** By one statement, since each answer about a clip asks for them. */
  override async inputs({ id, cameraId }: Event, from: Date, to: Date) {
    const rows = await this.recordingRows.query<Record<string, unknown>[]>(
      `SELECT ${this.recording.list}, ${this.detection.list}
         FROM (SELECT * FROM recordings recording
                WHERE camera_id = $1 AND ${IS_PLAUSIBLE}
                  AND tstzrange(started_at, ended_at) && tstzrange($2, $3, $4)) recording
         FULL JOIN (SELECT * FROM detections
                     WHERE event_id = $5 AND detected_at >= $2 AND detected_at <= $3) detection
           ON false
        ORDER BY recording.started_at, recording.id, detection.detected_at, detection.id`,
      [cameraId, from, to, boundsOf(from, to), id],
    );
    const all = <T extends object>(columns: EntityColumns<T>) =>
      rows.map((row) => columns.read(row)).filter((entity) => entity !== null);
    return { recordings: all(this.recording), detections: all(this.detection) };
  }

  override detections({ id: eventId }: Event, from: Date, to: Date): Promise<Detection[]> {
    return this.detectionRows
      .createQueryBuilder('detection')
      .where('detection.eventId = :eventId', { eventId })
      .andWhere('detection.detectedAt >= :from', { from })
      .andWhere('detection.detectedAt <= :to', { to })
      .orderBy('detection.detectedAt')
      .addOrderBy('detection.id')
      .getMany();
  }

  override async lastDetectionAt({ id: eventId }: Event): Promise<Date | null> {
    const last = await this.detectionRows.findOne({
      where: { eventId },
      order: { detectedAt: 'DESC', id: 'DESC' },
    });
    return last?.detectedAt ?? null;
  }

  recordings(cameraId: string, from: Date, to: Date): Promise<Recording[]> {
    const query = this.recordingRows
      .createQueryBuilder('recording')
      .where('recording.cameraId = :cameraId', { cameraId })
      .andWhere(IS_PLAUSIBLE);
    return overlapping(query, from, to)
      .orderBy('recording.startedAt')
      .addOrderBy('recording.id')
      .getMany();
  }

  override replacedRecordings(
    cameraId: string,
    from: Date,
    to: Date,
  ): Promise<ReplacedRecording[]> {
    return this.recordingRows.query(
      `SELECT file_path AS "filePath", started_at AS "startedAt", ended_at AS "endedAt"
         FROM replaced_recordings WHERE camera_id = $1 AND started_at <= $3 AND ended_at > $2
        ORDER BY started_at, recording_id`,
      [cameraId, from, to],
    );
  }

  override async identify(
    file: FootageFile,
    path: string,
    files: FileIsolation = NOT_ISOLATED,
  ): Promise<FileIdentity> {
    try {
      const { identity } = await examineFootage(files, file, path);
      if (!isSameIdentity(identity, file.identity)) {
        const next = afterLook(identity);
        await this.files.keep(file, identity, next === 'never' ? next : 'as before');
      }
      return identity;
    } catch (error) {
      if (error instanceof FootageReplacedError) await this.files.replaced(file);
      throw error;
    }
  }

  override recordingBefore(cameraId: string, at: Date): Promise<Recording | null> {
    return this.recordingRows.findOne({
      where: { cameraId, startedAt: LessThan(at) },
      order: { startedAt: 'DESC', id: 'DESC' },
    });
  }

  override recordingAfter(cameraId: string, at: Date): Promise<Recording | null> {
    return this.recordingRows.findOne({
      where: { cameraId, startedAt: MoreThanOrEqual(at) },
      order: { startedAt: 'ASC', id: 'ASC' },
    });
  }

  override async reread(recording: Recording, facts: MediaFacts): Promise<FootageRecording> {
    return (await this.rows.correct(recording.id, facts)) ?? super.reread(recording, facts);
  }

  override async hasRecordings(cameraId: string): Promise<boolean> {
    if (await this.recordingRows.existsBy({ cameraId })) return true;
    const replaced = await this.recordingRows.query<object[]>(
      'SELECT 1 FROM replaced_recordings WHERE camera_id = $1 LIMIT 1',
      [cameraId],
    );
    return replaced.length > 0;
  }
}
