import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { type FileIdentity, readStoredIdentity } from '../../media/footage/file-identity.js';
import type { FootageFile, FootageKind } from './footage-file.js';

interface Columns {
  readonly table: string;
  readonly path: string;
  readonly identity: string;
  readonly lookAt: string;
  /** The instants of a file that was not there yet; see `dueAt`. */
  readonly dueAt: string;
}

const COLUMNS: Record<FootageKind, Columns> = {
  recording: {
    ...{ table: 'recordings', path: 'file_path', identity: 'identity', lookAt: 'look_at' },
    dueAt: 'NULL::timestamptz',
  },
  still: {
    ...{ table: 'detections', path: 'file_path', identity: 'identity', lookAt: 'look_at' },
    dueAt: 'CASE WHEN registered_at IS NOT NULL THEN greatest(registered_at, detected_at) END',
  },
  video: {
    ...{ table: 'events', path: 'video_path', identity: 'video_identity' },
    lookAt: 'video_look_at',
    dueAt:
      'CASE WHEN registered_at IS NOT NULL THEN greatest(registered_at, ended_at, started_at) END',
  },
};

export interface DueFile extends FootageFile {
  /** Since it was to be complete, or since it was registered; null: not known. */
  readonly overdueSeconds: number | null;
}

/** When a file is examined next. */
export type NextLook = { readonly inSeconds: number } | 'never' | 'as before';

/** What is stored of the files of recordings, detections and events. Later writers win, if they saw the row as it is. */
@Injectable()
export class FileRows {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** The files that are to be examined now, those that wait longest first. */
  async due(kind: FootageKind, limit: number): Promise<DueFile[]> {
    const { table, path, identity, lookAt, dueAt } = COLUMNS[kind];
    const rows = await this.dataSource.query<DueFile[]>(
      `SELECT id, ${path} AS "filePath", ${identity} AS identity, ${dueAt} AS "dueAt",
              extract(epoch FROM now() - coalesce(${dueAt}, registered_at))::float8 AS "overdueSeconds"
         FROM ${table} WHERE ${lookAt} <= now() AND ${path} IS NOT NULL ORDER BY ${lookAt} LIMIT $1`,
      [limit],
    );
    return rows.map((row) => ({
      ...row,
      ...{ kind, identity: readStoredIdentity(row.identity) ?? null },
    }));
  }

  /** Stores by what a file is recognized, unless another process has stored something meanwhile. */
  async keep(file: FootageFile, identity: FileIdentity | null, next: NextLook): Promise<void> {
    const { table, identity: column, lookAt } = COLUMNS[file.kind];
    const seconds = typeof next === 'object' ? next.inSeconds : null;
    const nextLook = next === 'as before' ? lookAt : `now() + $5 * interval '1 second'`;
    await this.dataSource.query(
      `UPDATE ${table} SET ${column} = $4, ${lookAt} = ${nextLook} WHERE id = $1 AND ${isKnown(column)}`,
      [
        ...[file.id, ...knownValues(file), identity && JSON.stringify(identity)],
        ...(next === 'as before' ? [] : [seconds]),
      ],
    );
  }

  /**
   * Moves the row of a recording whose path holds another file now to the replaced ones, so that the path can
   * be registered again. Detections and events keep their rows, and the file that they know.
   */
  async replaced(
    file: FootageFile,
    manager: EntityManager = this.dataSource.manager,
  ): Promise<void> {
    if (file.kind !== 'recording') return this.keep(file, file.identity, 'never');
    await manager.query(
      `WITH gone AS (
         DELETE FROM recordings WHERE id = $1 AND ${isKnown('identity')}
         RETURNING id, camera_id, file_path, started_at, ended_at)
       INSERT INTO replaced_recordings (recording_id, camera_id, file_path, started_at, ended_at)
       SELECT * FROM gone`,
      [file.id, ...knownValues(file)],
    );
  }
}

/** A condition with the parameters $2 and $3: the row still has the identity that was compared. */
function isKnown(column: string): string {
  const stored = `(${column} ->> 'sizeBytes', ${column} ->> 'modifiedAtMs')`;
  return `${stored} IS NOT DISTINCT FROM ($2::text, $3::text)`;
}

function knownValues({ identity }: FootageFile): (string | null)[] {
  return identity ? [String(identity.sizeBytes), String(identity.modifiedAtMs)] : [null, null];
}
