import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, IsNull, LessThan, Repository } from 'typeorm';
import { AuditTrail } from '../../common/audit/audit-trail.js';
import { Notifications } from '../../jobs/notifications.js';
import { intervalFile } from '../../media/storage/clip-files.js';
import type { ClipGenerationError } from '../model/clip-generation-error.js';
import type { WantedInterval } from '../model/interval-clip.js';
import type { MadeClip } from './clip-record.js';
import { INTERVAL_CHANNEL, type IntervalNotice } from './interval-channel.js';
import { IntervalClip } from './interval-clip.entity.js';
import { PendingDeletions, type RemovalReason, ruleOf } from './pending-deletions.js';

/** The clip no longer belongs to the job, or was removed. */
export class IntervalClipGoneError extends Error {
  override readonly name = 'IntervalClipGoneError';
}

/** The rows of clips of a camera alone. What a job writes, it writes only while the clip belongs to it. */
@Injectable()
export class IntervalClips {
  constructor(
    @InjectRepository(IntervalClip) private readonly clips: Repository<IntervalClip>,
    private readonly notifications: Notifications,
    private readonly deletions: PendingDeletions,
    private readonly trail: AuditTrail,
  ) {}

  find(wanted: WantedInterval, manager = this.clips.manager): Promise<IntervalClip | null> {
    return manager.findOneBy(IntervalClip, keyOf(wanted));
  }

  get(id: number): Promise<IntervalClip | null> {
    return this.clips.findOneBy({ id });
  }

  /** Writes the row of one that there is not. `startJob` queues its job, in the transaction of the manager. */
  async begin(
    wanted: WantedInterval,
    requestedBy: string | null,
    startJob: (id: number) => Promise<string>,
    manager: EntityManager,
  ): Promise<number> {
    const row = {
      ...keyOf(wanted),
      requestedBy,
      state: 'pending',
      progress: 0,
      jobId: '',
    } as const;
    const inserted = await manager.insert(IntervalClip, { ...row, usedAt: () => 'now()' });
    const [{ id }] = inserted.identifiers as [{ id: number }];
    await manager.update(IntervalClip, { id }, { jobId: await startJob(id) });
    return id;
  }

  /** Gives a pending one another job. */
  async restart({ id }: IntervalClip, jobId: string, manager: EntityManager): Promise<void> {
    await manager.update(IntervalClip, { id, state: 'pending' }, { jobId, progress: 0 });
  }

  /** Records that it was requested. Few calls write, as players request many ranges of a file. */
  async touch({ id }: IntervalClip): Promise<void> {
    await this.clips.query(
      `UPDATE interval_clips SET used_at = now() WHERE id = $1 AND used_at < now() - interval '1 minute'`,
      [id],
    );
  }

  /** How many of a key are pending, without those that wait for footage. */
  pendingOf(requestedBy: string, manager: EntityManager): Promise<number> {
    const where = { requestedBy, state: 'pending', waitingUntil: IsNull() } as const;
    return manager.countBy(IntervalClip, where);
  }

  /** Those that are being made. */
  pending(): Promise<Pick<IntervalClip, 'id' | 'jobId'>[]> {
    return this.clips.find({ select: { id: true, jobId: true }, where: { state: 'pending' } });
  }

  /**
   * Never goes back. Shows the job that it is not needed any more.
   *
   * @throws IntervalClipGoneError
   */
  async progress({ id, jobId }: IntervalClip, percent: number): Promise<void> {
    const own = { id, jobId, state: 'pending' } as const;
    const { affected } = await this.clips.update(
      { ...own, progress: LessThan(percent) },
      { progress: percent },
    );
    if (affected) await this.notify(id);
    else if (!(await this.clips.existsBy(own))) throw new IntervalClipGoneError();
  }

  /**
   * Records why it does not go on just now.
   *
   * @param message null: it goes on
   * @param waitingUntil until when it waits for footage; null: it does not
   */
  async hold(
    { id, jobId }: IntervalClip,
    message: string | null,
    waitingUntil: Date | null,
  ): Promise<void> {
    await this.clips.update({ id, jobId, state: 'pending' }, { message, waitingUntil });
    await this.notify(id);
  }

  /** @param triedWith the keys of its inputs; null: they are not known */
  async fail(
    { id, jobId }: IntervalClip,
    { code, message }: ClipGenerationError,
    triedWith: readonly string[] | null,
  ): Promise<void> {
    await this.clips.update(
      { id, jobId, state: 'pending' },
      {
        ...{ state: 'failed', errorCode: code, message, waitingUntil: null },
        ...{ triedWith: triedWith && [...triedWith], endedAt: () => 'now()' },
      },
    );
    await this.notify(id);
  }

  /**
   * Publishes the file and records it, or does neither. If the process dies in between, the job makes the file again,
   * under the same name.
   *
   * @throws IntervalClipGoneError
   */
  async complete(
    { id, jobId }: IntervalClip,
    made: MadeClip,
    publish: (fileName: string) => Promise<unknown>,
  ): Promise<void> {
    await this.clips.manager.transaction(async (manager) => {
      const done = {
        state: 'completed',
        progress: 100,
        message: null,
        waitingUntil: null,
      } as const;
      const { affected } = await manager.update(
        IntervalClip,
        { id, jobId, state: 'pending' },
        // It is about to be read, so it counts as used now.
        { ...done, made, bytes: made.bytes, endedAt: () => 'now()', usedAt: () => 'now()' },
      );
      if (!affected) throw new IntervalClipGoneError();
      const fileName = intervalFile(id);
      await this.deletions.withdraw([fileName], manager);
      await publish(fileName);
      await this.notify(id, manager);
    });
  }

  /**
   * Removes rows that are not pending. Returns the names of their files, which have a pending deletion then.
   *
   * @param options `wait`: also those that another transaction has locked. Default: they are left out
   */
  async remove(
    ids: readonly number[],
    reason: RemovalReason,
    manager: EntityManager,
    { wait = false } = {},
  ): Promise<string[]> {
    const [removed] = await manager.query<[{ id: number; camera_id: string }[], number]>(
      `DELETE FROM interval_clips WHERE id IN (
         SELECT id FROM interval_clips WHERE id = ANY($1) AND state <> 'pending'
          ORDER BY id FOR UPDATE ${wait ? '' : 'SKIP LOCKED'}
       ) RETURNING id, camera_id`,
      [ids],
    );
    const files = removed.map(({ id }) => intervalFile(id));
    await this.deletions.add(files, reason, manager);
    // One that is replaced is made again at once, of the same footage and more.
    if (files.length > 0 && reason !== 'replaced') {
      const cameraIds = removed.map(({ camera_id }) => camera_id);
      await this.trail.record(
        { action: 'camera_clip.deleted', cameraIds, files, rule: ruleOf(reason) },
        manager,
      );
    }
    return files;
  }

  private notify(id: number, manager?: EntityManager): Promise<void> {
    const notice: IntervalNotice = { id };
    return this.notifications.publish(INTERVAL_CHANNEL, notice, manager);
  }
}

/** By what equal ones are found. */
function keyOf({ cameraId, interval, cut, videoCodec }: WantedInterval) {
  return {
    ...{ cameraId, cut, videoCodec },
    startsAt: new Date(interval.startsAtMs),
    endsAt: new Date(interval.endsAtMs),
  };
}
