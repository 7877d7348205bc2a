import { Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ClipRemoval } from '../../clips/records/clip-removal.js';
import type { RoomMaker } from '../../clips/make/disk-space.js';
import { Clock } from '../../common/clock.js';
import { filesOfClip } from '../../media/storage/clip-files.js';
import { ClipStorage } from '../../media/storage/clip-storage.js';
import { NoSpaceError } from '../../media/storage/no-space-error.js';
import { CleanupLock } from '../cleanup-lock.js';
import { CleanupRun } from '../cleanup-run.js';
import { CleanupSettings } from '../cleanup.module-definition.js';
import { FileRemoval } from '../file-removal.js';
import { type AgingEvent, bytesOverLimits, firstOf, type Space } from '../retention.js';

/** A clip that nothing protects. */
export interface SpaceCandidate extends AgingEvent {
  readonly eventId: number;
  readonly bytes: number;
  readonly generatedAt: Date;
}

const BATCH = 500;

/** The oldest clips go, their events stay, until the clips folder is within its limits. */
@Injectable()
export class SpaceRule implements RoomMaker {
  private readonly logger = new Logger('Cleanup');

  constructor(
    private readonly settings: CleanupSettings,
    private readonly lock: CleanupLock,
    private readonly removal: ClipRemoval,
    private readonly files: FileRemoval,
    private readonly storage: ClipStorage,
    private readonly clock: Clock,
  ) {}

  get isOff(): boolean {
    return this.settings.maxBytes === null && this.settings.minFreeBytes === null;
  }

  /**
   * @param space as it is without the clips that go for other reasons
   * @param goesAnyway tells those clips, which a dry run still finds
   * @returns the bytes by which the limits are still exceeded
   */
  async apply(
    run: CleanupRun,
    space: Space,
    goesAnyway: (clip: SpaceCandidate) => boolean = () => false,
  ): Promise<number> {
    let over = bytesOverLimits(space, this.settings);
    run.begin('space', over);
    let after = { generatedAt: new Date(0), eventId: 0 };
    while (over > 0) {
      const batch = await candidatesAfter(after, run.manager);
      const last = batch.at(-1);
      if (!last) break;
      const due = firstOf(
        batch.filter((clip) => !goesAnyway(clip)),
        over,
      );
      const taken = await this.takeRows(run, due);
      const names = taken.flatMap((clip) => filesOfClip(clip.eventId));
      const { removed, failed } = await this.files.take(run, 'space', names);
      // Where nothing can be removed, no more clips are given up for nothing.
      if (failed.length > 0 && removed.length === 0) break;
      const bytes = taken.reduce((sum, clip) => sum + clip.bytes, 0);
      over -= bytes;
      run.advance(bytes);
      after = last;
    }
    return Math.max(0, over);
  }

  async makeRoom(): Promise<boolean> {
    if (this.isOff) return false;
    return this.lock.space(async (manager) => {
      const usedBytes = await usedBytesOf(manager);
      const space = { usedBytes, freeBytes: await this.storage.freeBytes() };
      const run = new CleanupRun(manager, this.clock.now());
      const over = await this.apply(run, space);
      const { clips, bytes } = run.result.reasons.space;
      if (clips > 0) this.logger.log({ msg: 'Made room for another clip', clips, bytes });
      if (over > 0) throw new NoSpaceError();
      return clips > 0;
    });
  }

  private takeRows(run: CleanupRun, due: readonly SpaceCandidate[]): Promise<SpaceCandidate[]> {
    return run.manager.transaction(async (manager) => {
      const taken = run.dryRun ? [...due] : await lockUnchanged(due, manager);
      run.count('space', { clips: taken.length });
      if (!run.dryRun) {
        const ids = taken.map((clip) => clip.eventId);
        await this.removal.bury(ids, 'space', manager, removedMessage(run.now));
      }
      return taken;
    });
  }
}

function removedMessage(now: Date): string {
  return `The clip was removed at ${now.toISOString()} to make room for newer ones. Generate it again if its footage is still there.`;
}

/** Oldest first; `clips_unprotected` is their index. */
async function candidatesAfter(
  after: Pick<SpaceCandidate, 'generatedAt' | 'eventId'>,
  manager: EntityManager,
): Promise<SpaceCandidate[]> {
  const rows = await manager.query<(SpaceCandidate & { bytes: string })[]>(
    `SELECT clip.event_id AS "eventId", clip.bytes, clip.generated_at AS "generatedAt",
            event.started_at AS "startedAt", event.ended_at AS "endedAt",
            CASE WHEN event.ended_at IS NULL THEN (
              SELECT max(detected_at) FROM detections WHERE event_id = event.id
            ) END AS "lastDetectionAt"
       FROM clips clip JOIN events event ON event.id = clip.event_id
      WHERE NOT clip.protected AND clip.missing_since IS NULL
        AND (clip.generated_at, clip.event_id) > ($1, $2)
      ORDER BY clip.generated_at, clip.event_id LIMIT ${BATCH}`,
    [after.generatedAt, after.eventId],
  );
  return rows.map((row) => ({ ...row, bytes: Number(row.bytes) }));
}

/** Those of the clips that nobody changes, now that they are locked, or has changed since. */
async function lockUnchanged(
  clips: readonly SpaceCandidate[],
  manager: EntityManager,
): Promise<SpaceCandidate[]> {
  const locked = await manager.query<{ id: number }[]>(
    'SELECT id FROM events WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE SKIP LOCKED',
    [clips.map((clip) => clip.eventId)],
  );
  const rows = await manager.query<{ event_id: number; generated_at: Date }[]>(
    'SELECT event_id, generated_at FROM clips WHERE event_id = ANY($1) AND NOT protected',
    [locked.map(({ id }) => id)],
  );
  const generatedAt = new Map(rows.map((row) => [row.event_id, row.generated_at.getTime()]));
  return clips.filter((clip) => generatedAt.get(clip.eventId) === clip.generatedAt.getTime());
}

async function usedBytesOf(manager: EntityManager): Promise<number> {
  const [{ bytes }] = await manager.query<[{ bytes: string }]>(
    'SELECT coalesce(sum(bytes), 0) AS bytes FROM clips WHERE missing_since IS NULL',
  );
  return Number(bytes);
}
