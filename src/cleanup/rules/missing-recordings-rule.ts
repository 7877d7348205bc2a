import { Injectable } from '@nestjs/common';
import { stat } from 'node:fs/promises';
import type { RetentionRule } from '../../media/retention/retention-rule.js';
import type { RetentionRun } from '../../media/retention/retention-run.js';
import { CleanupSettings } from '../cleanup.module-definition.js';
import { cutoffOf, looksUnmounted } from '../retention.js';

interface RecordingRow {
  id: number;
  file_path: string;
}

const BATCH = 2_000;
/** Few enough that requests for files are served meanwhile. */
const CONCURRENCY = 16;

/** Removes the rows of recordings whose file is gone. */
@Injectable()
export class MissingRecordingsRule implements RetentionRule {
  readonly reason = 'missing';
  readonly stage = 'files';
  readonly step = 'recordings';

  constructor(private readonly settings: CleanupSettings) {}

  async apply(run: RetentionRun): Promise<void> {
    // A dry run still finds the recordings that age removes.
    const from = cutoffOf(run.now, this.settings) ?? new Date(0);
    const missing: number[] = [];
    let all = 0;
    for await (const rows of this.rows(run, from)) {
      all += rows.length;
      missing.push(...(await missingOf(rows)));
    }
    if (!run.force && looksUnmounted(missing.length, all, this.settings)) {
      return run.warn(
        `The files of ${missing.length} of ${all} recordings are missing, so none of these recordings was removed. Check that the volume of the footage is mounted.`,
      );
    }
    run.count({ recordings: missing.length });
    for (let at = 0; !run.dryRun && at < missing.length; at += BATCH) {
      await run.manager.query('DELETE FROM recordings WHERE id = ANY($1)', [
        missing.slice(at, at + BATCH),
      ]);
      run.advance(0);
    }
  }

  private async *rows(run: RetentionRun, from: Date): AsyncGenerator<RecordingRow[]> {
    for (let after = 0; ;) {
      const rows = await run.manager.query<RecordingRow[]>(
        `SELECT id, file_path FROM recordings WHERE id > $1 AND ended_at >= $2
          ORDER BY id LIMIT ${BATCH}`,
        [after, from],
      );
      const last = rows.at(-1);
      if (!last) return;
      yield rows;
      run.advance(rows.length);
      after = last.id;
    }
  }
}

async function missingOf(rows: readonly RecordingRow[]): Promise<number[]> {
  const missing: number[] = [];
  for (let at = 0; at < rows.length; at += CONCURRENCY) {
    const some = rows.slice(at, at + CONCURRENCY);
    const gone = await Promise.all(some.map((row) => isGone(row.file_path)));
    missing.push(...some.filter((_, index) => gone[index]).map((row) => row.id));
  }
  return missing;
}

/** A file that cannot be examined just now is not gone. */
async function isGone(path: string): Promise<boolean> {
  return stat(path).then(
    () => false,
    (error: NodeJS.ErrnoException) => error.code === 'ENOENT' || error.code === 'ENOTDIR',
  );
}
