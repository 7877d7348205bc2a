import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../common/audit/audit-trail.js';
import type { RetentionRule } from '../../media/retention/retention-rule.js';
import type { RetentionRun } from '../../media/retention/retention-run.js';
import { PeriodReader } from '../period-reader.js';
import type { AgingCamera } from '../retention-periods.js';
import { isKeptLate, period } from './periods-in-sql.js';

const BATCH = 2_000;

/**
 * As for events: a recording that was due already when it was registered counts from then. What began at the cutoff
 * or later is not due either, and `recordings_of_camera` is the index of that.
 */
const isDue = (camera: string, cutoff: string, days: string) =>
  `camera_id = ${camera} AND started_at < ${cutoff} AND ended_at < ${cutoff}
   AND ${isKeptLate('ended_at', cutoff, period(days))} IS NOT TRUE`;

interface OldRecordings {
  readonly camera: AgingCamera;
  readonly count: number;
}

/** Removes the rows of recordings that ended before the retention period. No file is touched. */
@Injectable()
export class OldRecordingsRule implements RetentionRule {
  readonly reason = 'age';
  readonly stage = 'expired';
  readonly step = 'recordings';

  constructor(
    private readonly periods: PeriodReader,
    private readonly trail: AuditTrail,
  ) {}

  async apply(run: RetentionRun): Promise<void> {
    for (const { camera, count } of await this.due(run)) {
      if (run.dryRun) this.count(run, camera, count);
      else await this.remove(run, camera);
    }
  }

  private async due(run: RetentionRun): Promise<OldRecordings[]> {
    const cameras = (await this.periods.of(run)).agingRecordings(run.now);
    const rows = await run.manager.query<{ index: number; count: number }[]>(
      `SELECT camera.n::int - 1 AS index, due.count
         FROM unnest($1::text[], $2::timestamptz[], $3::int[])
              WITH ORDINALITY AS camera (id, cutoff, days, n)
        CROSS JOIN LATERAL (
          SELECT count(*)::int AS count FROM recordings
           WHERE ${isDue('camera.id', 'camera.cutoff', 'camera.days')}
        ) due
        WHERE due.count > 0`,
      [
        cameras.map(({ cameraId }) => cameraId),
        cameras.map(({ cutoff }) => cutoff),
        cameras.map(({ days }) => days),
      ],
    );
    return rows.map(({ index, count }) => ({ camera: cameras[index]!, count }));
  }

  private async remove(run: RetentionRun, camera: AgingCamera): Promise<void> {
    for (let removed = BATCH; removed === BATCH; run.advance(removed)) {
      removed = await this.removeSome(run, camera);
      this.count(run, camera, removed);
    }
  }

  private removeSome(run: RetentionRun, camera: AgingCamera): Promise<number> {
    return run.manager.transaction(async (manager) => {
      const [removed] = await manager.query<[{ id: number }[], number]>(
        `DELETE FROM recordings WHERE id IN (
           SELECT id FROM recordings WHERE ${isDue('$1', '$2::timestamptz', '$3::int')}
            ORDER BY started_at, id LIMIT ${BATCH}
         ) RETURNING id`,
        [camera.cameraId, camera.cutoff, camera.days],
      );
      if (removed.length > 0) {
        await this.trail.record(
          {
            ...{ action: 'recording.deleted', rule: this.reason, cameraIds: [camera.cameraId] },
            recordingIds: removed.map(({ id }) => id),
          },
          manager,
        );
      }
      return removed.length;
    });
  }

  private count(run: RetentionRun, camera: AgingCamera, recordings: number): void {
    run.count({ recordings });
    if (camera.isOwn) run.countOfCamera(camera, { recordings });
  }
}
