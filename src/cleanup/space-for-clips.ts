import { Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { DiskSpaceManager } from '../clips/make/disk-space.js';
import { Clock } from '../common/clock.js';
import { ClipStorage } from '../media/storage/clip-storage.js';
import { NoSpaceError } from '../media/storage/no-space-error.js';
import { CleanupLock } from './cleanup-lock.js';
import { CleanupRun } from './cleanup-run.js';
import { FileRemoval } from './file-removal.js';
import { RetentionRules } from './retention-rules.js';
import { SpaceRule } from './rules/space-rule.js';

/** Applies the space rule between two runs, when a clip is about to be made. */
@Injectable()
export class SpaceForClips implements DiskSpaceManager {
  private readonly logger = new Logger('Cleanup');

  constructor(
    private readonly rule: SpaceRule,
    private readonly lock: CleanupLock,
    private readonly files: FileRemoval,
    private readonly storage: ClipStorage,
    private readonly clock: Clock,
  ) {}

  async freeSpace(): Promise<boolean> {
    if (this.rule.isOff) return false;
    return this.lock.space(async (manager) => {
      const usedBytes = await usedBytesOf(manager);
      const space = { usedBytes, freeBytes: await this.storage.freeBytes() };
      const rules = new RetentionRules();
      rules.use([this.rule]);
      const now = this.clock.now();
      const run = new CleanupRun({ manager, now, nodeNow: now, rules, files: this.files });
      run.begin(this.rule);
      const over = await this.rule.removeOldest(run, space);
      const { clips, bytes } = run.result.reasons.space;
      if (clips > 0) this.logger.log({ msg: 'Removed clips to make room', clips, bytes });
      if (over > 0) throw new NoSpaceError();
      return clips > 0;
    });
  }
}

async function usedBytesOf(manager: EntityManager): Promise<number> {
  const [{ bytes }] = await manager.query<[{ bytes: string }]>(
    `SELECT coalesce(sum(clip.bytes), 0) + coalesce(sum(rendition.bytes), 0) AS bytes
       FROM clips clip
       LEFT JOIN (SELECT event_id, sum(bytes) AS bytes FROM clip_renditions GROUP BY event_id) rendition
         ON rendition.event_id = clip.event_id
      WHERE clip.missing_since IS NULL`,
  );
  return Number(bytes);
}
