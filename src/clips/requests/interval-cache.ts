import { Injectable, Logger } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, Not, Repository } from 'typeorm';
import { JobQueue } from '../../jobs/job-queue.js';
import { ClipsOptions } from '../clips.module-definition.js';
import {
  type CachedClip,
  evictedClips,
  expiredClips,
  leastUsedClips,
} from '../model/evicted-clips.js';
import { INTERVAL_QUEUE } from '../model/interval-clip.js';
import { IntervalClip } from '../records/interval-clip.entity.js';
import { IntervalClips } from '../records/interval-clips.js';
import { PendingDeletions } from '../records/pending-deletions.js';

/** The ids of clips that something is being made of. */
export type HeldClips = (manager: EntityManager) => Promise<ReadonlySet<number>>;

/** Which clips of a camera alone are kept: a bounded cache. Those that are being made are no part of it. */
@Injectable()
export class IntervalCache {
  private readonly logger = new Logger('Clips');
  private holds: HeldClips = () => Promise.resolve(new Set());

  constructor(
    private readonly options: ClipsOptions,
    private readonly clips: IntervalClips,
    private readonly deletions: PendingDeletions,
    private readonly queue: JobQueue,
    @InjectRepository(IntervalClip) private readonly rows: Repository<IntervalClip>,
  ) {}

  /** Keeps clips, as long as they are held, from leaving the cache. */
  use(holds: HeldClips): void {
    this.holds = holds;
  }

  /** Removes what exceeds the limits. A file that is open stays readable until it is closed. */
  async trim(): Promise<void> {
    try {
      const files = await this.rows.manager.transaction(async (manager) => {
        const [{ now }] = await manager.query<[{ now: Date }]>('SELECT now()');
        const ids = (await this.due(now, manager)).map(({ id }) => id);
        return ids.length > 0 ? this.clips.remove(ids, 'evicted', manager) : [];
      });
      await this.deletions.executeIfPossible(files);
    } catch (err) {
      // The next clip, or cleanup, tries again.
      this.logger.warn({ msg: 'The cache of clips of cameras was not trimmed', err });
    }
  }

  /** The clips that leave the cache: they have expired, or exceed the limit. */
  async due(now: Date, manager: EntityManager): Promise<CachedClip[]> {
    const { intervalClipsMaxBytes: maxBytes, intervalClipsTtlHours: ttlHours } = this.options;
    return evictedClips(await this.cached(manager), { maxBytes, ttlHours }, now);
  }

  /** The clips used longest ago that together have at least the bytes. */
  async leastUsed(bytes: number, manager: EntityManager): Promise<CachedClip[]> {
    return leastUsedClips(await this.cached(manager), bytes);
  }

  /** Removes rows without a clip after the time to live: of attempts that failed, and of requests whose job is gone. */
  async removeLeftovers(now: Date, manager: EntityManager): Promise<void> {
    const rows = await manager.findBy(IntervalClip, { state: Not('completed') });
    const old = expiredClips(
      rows.map((row) => ({ ...row, bytes: 0, madeAt: row.usedAt })),
      { ttlHours: this.options.intervalClipsTtlHours },
      now,
    );
    for (const { id, state, jobId } of old) {
      if (state === 'pending' && (await this.queue.exists(INTERVAL_QUEUE, jobId, manager)))
        continue;
      await manager.delete(IntervalClip, { id, state, jobId });
    }
  }

  private async cached(manager: EntityManager): Promise<CachedClip[]> {
    const clips = await manager.query<CachedClip[]>(
      `SELECT id, bytes::float8 AS bytes, ended_at AS "madeAt", used_at AS "usedAt"
         FROM interval_clips WHERE state = 'completed'`,
    );
    const held = await this.holds(manager);
    return clips.filter(({ id }) => !held.has(id));
  }
}
