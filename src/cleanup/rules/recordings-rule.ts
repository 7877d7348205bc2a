import { Injectable } from '@nestjs/common';
import { stat } from 'node:fs/promises';
import { CleanupSettings } from '../cleanup.module-definition.js';
import type { CleanupRun } from '../cleanup-run.js';
import { cutoffOf, looksUnmounted } from '../retention.js';

interface RecordingRow {
  id: number;
  file_path: string;
}

const BATCH = 2_000;
/** Few enough that those who serve files get their turn. */
const CONCURRENCY = 16;

/** Recordings that are older than retention, or whose file is gone, are forgotten. No file is touched. */
@Injectable()
export class RecordingsRule {
  constructor(private readonly settings: CleanupSettings) {}

  async apply(run: CleanupRun): Promise<void> {
    run.begin('recordings');
    const cutoff = cutoffOf(run.now, this.settings);
    if (cutoff) await this.forgetOld(run, cutoff);
    await this.forgetMissing(run, cutoff ?? new Date(0));
  }

  private async forgetOld(run: CleanupRun, cutoff: Date): Promise<void> {
    if (run.dryRun) {
      const [{ count }] = await run.manager.query<[{ count: number }]>(
        'SELECT count(*)::int AS count FROM recordings WHERE ended_at < $1',
        [cutoff],
      );
      return run.count('age', { recordings: count });
    }
    for (let forgotten = BATCH; forgotten === BATCH; run.advance(forgotten)) {
      [, forgotten] = await run.manager.query<[unknown, number]>(
        `DELETE FROM recordings WHERE id IN (
           SELECT id FROM recordings WHERE ended_at < $1 ORDER BY ended_at, id LIMIT ${BATCH}
         )`,
        [cutoff],
      );
      run.count('age', { recordings: forgotten });
    }
  }

  private async forgetMissing(run: CleanupRun, from: Date): Promise<void> {
    const missing: number[] = [];
    let all = 0;
    for await (const rows of this.rows(run, from)) {
      all += rows.length;
      missing.push(...(await missingOf(rows)));
    }
    if (!run.force && looksUnmounted(missing.length, all, this.settings)) {
      return run.warn(
        `The files of ${missing.length} of ${all} recordings are missing, so none of them was forgotten. Check that the volume of the footage is mounted.`,
      );
    }
    run.count('missing', { recordings: missing.length });
    for (let at = 0; !run.dryRun && at < missing.length; at += BATCH) {
      await run.manager.query('DELETE FROM recordings WHERE id = ANY($1)', [
        missing.slice(at, at + BATCH),
      ]);
      run.advance(0);
    }
  }

  private async *rows(run: CleanupRun, from: Date): AsyncGenerator<RecordingRow[]> {
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

/** A file that cannot be looked at just now is not gone. */
async function isGone(path: string): Promise<boolean> {
  return stat(path).then(
    () => false,
    (error: NodeJS.ErrnoException) => error.code === 'ENOENT' || error.code === 'ENOTDIR',
  );
}
