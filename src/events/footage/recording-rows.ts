import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, type FindOptionsWhere, Repository } from 'typeorm';
import type { MediaFacts } from '../../formats/media-facts.js';
import {
  fileChange,
  type FileChange,
  type FileSamples,
} from '../../media/footage/file-identity.js';
import { EventClips } from '../clips/event-clips.js';
import { type NewRecording, Recording } from '../records/recording.entity.js';
import { FileRows } from './file-rows.js';
import { WRITING_MS } from './footage-file.js';
import { recordingFile } from './footage-files.js';
import { extentOf } from './recording-extent.js';

/**
 * Writes what was read of recordings' files. Clips of a recording stay current if only its extent was
 * corrected; they become stale if its file has changed, or if it was placed at another time.
 */
@Injectable()
export class RecordingRows {
  constructor(
    @InjectRepository(Recording) private readonly recordings: Repository<Recording>,
    private readonly clips: EventClips,
    private readonly files: FileRows,
  ) {}

  /**
   * Inserts a recording, or replaces the one of the same camera and path, unless the file itself was replaced:
   * then it is a new recording.
   *
   * @param samplesOf of the first bytes of the file, read where the file system leaves it open whether it is the same
   */
  async store(
    recording: NewRecording,
    samplesOf: (sizeBytes: number) => Promise<FileSamples>,
  ): Promise<StoredRecording> {
    let read: ReadSamples | null = null;
    for (;;) {
      const stored: StoredRecording | { doubtful: number } = await this.tryToStore(recording, read);
      if (!('doubtful' in stored)) return stored;
      // Outside of the transaction, which would otherwise last as long as the disk takes.
      read = { sizeBytes: stored.doubtful, samples: await samplesOf(stored.doubtful) };
    }
  }

  /**
   * Inserts those of the recordings whose camera and path have none yet, in one statement.
   *
   * @returns each in its place; null where there is one already, or an earlier one of the list has the same path
   */
  async insert(recordings: readonly NewRecording[]): Promise<(Recording | null)[]> {
    const rows = await this.recordings.query<InsertedRow[]>(INSERT, [JSON.stringify(recordings)]);
    const inserted = new Map(rows.map((row) => [keyOf(row.cameraId, row.filePath), row]));
    return recordings.map((recording) => {
      const key = keyOf(recording.cameraId, recording.filePath);
      const row = inserted.get(key);
      inserted.delete(key);
      return row ? { ...recording, id: row.id, registeredAt: row.registeredAt } : null;
    });
  }

  private tryToStore(
    recording: NewRecording,
    read: ReadSamples | null,
  ): Promise<StoredRecording | { doubtful: number }> {
    const { cameraId, filePath } = recording;
    return this.recordings.manager.transaction(async (manager) => {
      const locked = await lock(manager, { cameraId, filePath });
      const change = locked ? changeOf(locked.row, recording, read) : null;
      if (change === 'doubtful') return { doubtful: locked!.row.identity!.sizeBytes };
      if (change === 'replaced') await this.files.replaced(recordingFile(locked!.row), manager);
      const before = change === 'replaced' ? null : locked;
      const { raw } = (await manager
        .createQueryBuilder()
        .insert()
        .into(Recording)
        .values(recording)
        .orUpdate(
          ['started_at', 'ended_at', 'placed_by', 'facts', 'identity', 'look_at'],
          ['camera_id', 'file_path'],
        )
        // xmax is 0 in a row that the statement inserted, and the transaction's id in one that it updated.
        .returning('id, registered_at AS "registeredAt", xmax = 0 AS created')
        .updateEntity(false)
        .execute()) as { raw: [Pick<Recording, 'id' | 'registeredAt'> & { created: boolean }] };
      const [{ created, ...chosen }] = raw;
      const now = { ...recording, ...chosen };
      const isInPlace = before?.row.startedAt.getTime() === now.startedAt.getTime();
      if (isInPlace && before && isUnchanged(before, now.facts)) {
        await this.clips.corrected(manager, before.row, now);
      }
      return { recording: now, created };
    });
  }

  /** Corrects a recording whose file was read again; null where its row was deleted. */
  correct(id: number, facts: MediaFacts): Promise<Recording | null> {
    return this.recordings.manager.transaction(async (manager) => {
      const before = await lock(manager, { id });
      if (!before) return null;
      const unchanged = isUnchanged(before, facts);
      const changes = { ...extentOf(before.row, facts, unchanged), facts };
      await manager.update(Recording, { id }, changes);
      const now = { ...before.row, ...changes };
      if (unchanged) await this.clips.corrected(manager, before.row, now);
      return now;
    });
  }
}

export interface StoredRecording {
  readonly recording: Recording;
  readonly created: boolean;
}

type InsertedRow = Pick<Recording, 'id' | 'registeredAt' | 'cameraId' | 'filePath'>;

const INSERT = `
  INSERT INTO recordings (camera_id, file_path, started_at, ended_at, placed_by, facts, identity)
  SELECT "cameraId", "filePath", "startedAt", "endedAt", "placedBy", facts, identity
    FROM jsonb_to_recordset($1::jsonb) AS recording (
      "cameraId" text, "filePath" text, "startedAt" timestamptz, "endedAt" timestamptz,
      "placedBy" text, facts jsonb, identity jsonb)
  ON CONFLICT (camera_id, file_path) DO NOTHING
  RETURNING id, registered_at AS "registeredAt", camera_id AS "cameraId", file_path AS "filePath"`;

/** Neither holds a null character. */
function keyOf(cameraId: string, filePath: string): string {
  return `${cameraId}\0${filePath}`;
}

interface ReadSamples {
  readonly sizeBytes: number;
  readonly samples: FileSamples;
}

/** How far apart two starts of a file may be that was placed twice while it was being written. */
const SAME_START_MS = 5_000;

/** Whether a recording that is registered again is of the same file. */
function changeOf(before: Recording, now: NewRecording, read: ReadSamples | null): FileChange {
  if (!before.identity || !now.identity) return 'same';
  const samples = read?.sizeBytes === before.identity.sizeBytes ? read.samples : undefined;
  const change = fileChange(before.identity, now.identity, WRITING_MS.recording, samples);
  // Nothing of the file was read yet, so that the recorder may have used its path again.
  const isGuessed = change === 'grown' && before.identity.samples === null;
  const apartMs = Math.abs(now.startedAt.getTime() - before.startedAt.getTime());
  return isGuessed && apartMs > SAME_START_MS ? 'replaced' : change;
}

interface LockedRow {
  readonly row: Recording;
  /** Of the file when it was read, also where this version cannot read the stored facts. */
  readonly sizeBytes: string | null;
}

async function lock(
  manager: EntityManager,
  where: FindOptionsWhere<Recording>,
): Promise<LockedRow | null> {
  const { raw, entities } = await manager
    .createQueryBuilder(Recording, 'recording')
    .addSelect("recording.facts ->> 'sizeBytes'", 'size_bytes')
    .where(where)
    .setLock('pessimistic_write')
    .getRawAndEntities<{ size_bytes: string | null }>();
  const [row] = entities;
  return row ? { row, sizeBytes: raw[0]!.size_bytes } : null;
}

function isUnchanged({ sizeBytes }: LockedRow, facts: MediaFacts | null): boolean {
  return sizeBytes !== null && sizeBytes === String(facts?.sizeBytes);
}
