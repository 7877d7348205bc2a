import { Injectable } from '@nestjs/common';
import pMap from 'p-map';
import { AuditTrail } from '../../common/audit/audit-trail.js';
import { errorCode } from '../../common/error-code.js';
import { WRITING_MS } from '../../events/footage/footage-file.js';
import { FileIsolation } from '../../isolation/file-isolation.js';
import { FolderSilentError } from '../../isolation/folder-errors.js';
import { readStoredIdentity } from '../../media/footage/file-identity.js';
import { CHANGE, STATS } from '../../media/footage/footage-tasks.js';
import type { RetentionRule } from '../../media/retention/retention-rule.js';
import type { RetentionRun } from '../../media/retention/retention-run.js';
import { CleanupSettings } from '../cleanup.module-definition.js';
import { PeriodReader } from '../period-reader.js';
import { looksUnmounted } from '../retention.js';

interface RecordingRow {
  id: number;
  file_path: string;
  identity: unknown;
}

const BATCH = 2_000;
/** Few enough that requests for files are served meanwhile. */
const CONCURRENCY = 16;

/** Removes the rows of recordings whose file is gone: it is missing, or another one has its path now. */
@Injectable()
export class MissingRecordingsRule implements RetentionRule {
  readonly reason = 'missing';
  readonly stage = 'files';
  readonly step = 'recordings';

  constructor(
    private readonly settings: CleanupSettings,
    private readonly periods: PeriodReader,
    private readonly files: FileIsolation,
    private readonly trail: AuditTrail,
  ) {}

  async apply(run: RetentionRun): Promise<void> {
    // A dry run still finds the recordings that age removes.
    const aging = (await this.periods.of(run)).agingRecordings(run.now);
    const cutoffs = Object.fromEntries(aging.map(({ cameraId, cutoff }) => [cameraId, cutoff]));
    const missing: number[] = [];
    const replaced: number[] = [];
    let [all, silent] = [0, 0];
    for await (const rows of this.rows(run, JSON.stringify(cutoffs))) {
      all += rows.length;
      const states = await pMap(rows, (row) => stateOf(this.files, row), {
        concurrency: CONCURRENCY,
      });
      for (const [index, { id }] of rows.entries()) {
        if (states[index] === 'missing') missing.push(id);
        if (states[index] === 'replaced') replaced.push(id);
        if (states[index] === 'silent') silent++;
      }
    }
    if (silent > 0) {
      run.warn(
        `The files of ${silent} of ${all} recordings could not be looked for, as a folder of footage does not answer. Check its mount and its server; the next run looks again.`,
      );
    }
    await this.removeReplaced(run);
    await this.remove(run, replaced);
    if (!run.force && looksUnmounted(missing.length, all, this.settings)) {
      return run.warn(
        `The files of ${missing.length} of ${all} recordings are missing, so none of these recordings was removed. Check that the volume of the footage is mounted.`,
      );
    }
    await this.remove(run, missing);
  }

  private async remove(run: RetentionRun, ids: readonly number[]): Promise<void> {
    run.count({ recordings: ids.length });
    for (let at = 0; !run.dryRun && at < ids.length; at += BATCH) {
      await this.removeSome(run, ids.slice(at, at + BATCH));
      run.advance(0);
    }
  }

  private async removeSome(run: RetentionRun, ids: readonly number[]): Promise<void> {
    await run.manager.transaction(async (manager) => {
      const [removed] = await manager.query<[{ id: number; camera_id: string }[], number]>(
        'DELETE FROM recordings WHERE id = ANY($1) RETURNING id, camera_id',
        [ids],
      );
      if (removed.length === 0) return;
      await this.trail.record(
        {
          ...{ action: 'recording.deleted', rule: this.reason },
          recordingIds: removed.map(({ id }) => id),
          cameraIds: removed.map(({ camera_id }) => camera_id),
        },
        manager,
      );
    });
  }

  /** Those that were found before. Their paths may be registered again by now. */
  private async removeReplaced(run: RetentionRun): Promise<void> {
    const [{ count }] = await run.manager.query<[{ count: number }]>(
      'SELECT count(*)::int AS count FROM replaced_recordings',
    );
    run.count({ recordings: count });
    if (!run.dryRun) await run.manager.query('DELETE FROM replaced_recordings');
  }

  /** @param cutoffs by camera, as JSON; what ended before is left out */
  private async *rows(run: RetentionRun, cutoffs: string): AsyncGenerator<RecordingRow[]> {
    for (let after = 0; ;) {
      const rows = await run.manager.query<RecordingRow[]>(
        `SELECT id, file_path, identity FROM recordings
          WHERE id > $1
            AND ended_at >= coalesce(($2::jsonb ->> camera_id)::timestamptz, '-infinity')
          ORDER BY id LIMIT ${BATCH}`,
        [after, cutoffs],
      );
      const last = rows.at(-1);
      if (!last) return;
      yield rows;
      run.advance(rows.length);
      after = last.id;
    }
  }
}

/** Null where the file is there. One that cannot be examined just now is not gone. */
async function stateOf(
  files: FileIsolation,
  row: RecordingRow,
): Promise<'missing' | 'replaced' | 'silent' | null> {
  const { file_path: path } = row;
  const identity = readStoredIdentity(row.identity) ?? null;
  try {
    if (!identity) {
      await files.run(path, STATS, path);
      return null;
    }
    const { change } = await files.run(path, CHANGE, path, identity, WRITING_MS.recording);
    return change === 'replaced' ? 'replaced' : null;
  } catch (error) {
    if (error instanceof FolderSilentError) return 'silent';
    return ['ENOENT', 'ENOTDIR'].includes(errorCode(error)) ? 'missing' : null;
  }
}
