import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, LessThan, Repository } from 'typeorm';
import { type RenditionName, renditionFileName } from '../../media/storage/clip-file.js';
import type { ClipGenerationError } from '../model/clip-generation-error.js';
import { requestId } from '../../common/http/request-id.js';
import { JobQueue } from '../../jobs/job-queue.js';
import { RENDITION_QUEUE, type RenditionJob } from '../model/rendition-job.js';
import { ClipRendition } from './clip-rendition.entity.js';
import { ClipRequests } from './clip-requests.js';
import { Clip } from './clip.entity.js';
import { PendingDeletions } from './pending-deletions.js';
import { RenditionEvents } from './rendition-events.js';

/** The rendition no longer belongs to the job, or the clip was replaced or removed. */
export class RenditionGoneError extends Error {
  override readonly name = 'RenditionGoneError';
}

/** A finished file of a rendition. */
export interface RenditionFile {
  readonly sha256: string;
  readonly bytes: number;
  /** How long it took to make. */
  readonly seconds: number;
  /** Publishes it. */
  publish(fileName: string): Promise<unknown>;
}

/** The rows of renditions. What a job writes, it writes only while the rendition belongs to it. */
@Injectable()
export class ClipRenditions {
  constructor(
    @InjectRepository(ClipRendition) private readonly renditions: Repository<ClipRendition>,
    private readonly requests: ClipRequests,
    private readonly deletions: PendingDeletions,
    private readonly events: RenditionEvents,
    private readonly queue: JobQueue,
  ) {}

  find(
    eventId: number,
    name: RenditionName,
    manager = this.renditions.manager,
  ): Promise<ClipRendition | null> {
    return manager.findOneBy(ClipRendition, { eventId, name });
  }

  /**
   * Queues the job that makes a rendition, and records it. In a transaction that has locked the event.
   *
   * @param priority as in `clip-job.ts`
   */
  async schedule(
    clip: Pick<Clip, 'eventId' | 'sha256'>,
    name: RenditionName,
    priority: number,
    manager: EntityManager,
  ): Promise<void> {
    const job: RenditionJob = {
      ...{ event_id: clip.eventId, name, failures: 0, kills: 0 },
      request_id: requestId() ?? null,
    };
    const jobId = await this.queue.send(RENDITION_QUEUE, job, { priority }, manager);
    await this.begin(clip, name, jobId, manager);
  }

  /** In a transaction that has locked the event. */
  async begin(
    { eventId, sha256: clipSha256 }: Pick<Clip, 'eventId' | 'sha256'>,
    name: RenditionName,
    jobId: string,
    manager: EntityManager,
  ): Promise<void> {
    const fileName = renditionFileName(eventId, name);
    await manager.upsert(
      ClipRendition,
      {
        ...{ eventId, name, clipSha256, fileName, jobId, state: 'pending', progress: 0 },
        // What an earlier job has left.
        ...{ message: null, errorCode: null, sha256: null, bytes: null, endedAt: null },
      },
      ['eventId', 'name'],
    );
    await this.requests.notify(eventId, manager);
  }

  /**
   * Never goes back. Unlike that of a clip it shows the job that it is not needed any more.
   *
   * @throws RenditionGoneError
   */
  async progress({ eventId, name, jobId }: ClipRendition, percent: number): Promise<void> {
    const own = { eventId, name, jobId, state: 'pending' } as const;
    const { affected } = await this.renditions.update(
      { ...own, progress: LessThan(percent) },
      { progress: percent, message: null },
    );
    if (affected) await this.requests.notify(eventId);
    else if (!(await this.renditions.existsBy(own))) throw new RenditionGoneError();
  }

  /** Records why it cannot go on just now. */
  async explain({ eventId, name, jobId }: ClipRendition, message: string): Promise<void> {
    await this.renditions.update({ eventId, name, jobId, state: 'pending' }, { message });
    await this.requests.notify(eventId);
  }

  async fail(
    { eventId, name, jobId }: ClipRendition,
    { code, message }: ClipGenerationError,
  ): Promise<void> {
    const { affected } = await this.renditions.update(
      { eventId, name, jobId, state: 'pending' },
      { state: 'failed', errorCode: code, message, endedAt: () => 'now()' },
    );
    await this.requests.notify(eventId);
    if (affected) this.events.emit({ type: 'failed', name, code });
  }

  /**
   * Publishes the file and records it, or does neither. If the process dies in between, the job makes the file again,
   * under the same name.
   *
   * @throws RenditionGoneError
   */
  async complete({ eventId, name, jobId }: ClipRendition, file: RenditionFile): Promise<void> {
    await this.renditions.manager.transaction(async (manager) => {
      await this.requests.lock(eventId, manager);
      const clip = await manager.findOneBy(Clip, { eventId });
      const row = await this.find(eventId, name, manager);
      const isOwn = row?.jobId === jobId && row.state === 'pending';
      if (!isOwn || row.clipSha256 !== clip?.sha256) throw new RenditionGoneError();
      const { fileName } = row;
      await this.deletions.withdraw([fileName], manager);
      await file.publish(fileName);
      const { sha256, bytes } = file;
      const done = { state: 'completed', progress: 100, message: null, sha256, bytes } as const;
      await manager.update(ClipRendition, { eventId, name }, { ...done, endedAt: () => 'now()' });
      await this.requests.notify(eventId, manager);
    });
    this.events.emit({ type: 'completed', name, seconds: file.seconds });
  }

  /**
   * Removes the renditions of other versions of a clip, in the transaction that records this one and has locked its
   * event. Returns their files, which have a pending deletion then.
   */
  async removeOther(
    { eventId, sha256 }: { readonly eventId: number; readonly sha256: string },
    manager: EntityManager,
  ): Promise<string[]> {
    const [removed] = await manager.query<[{ file_name: string }[], number]>(
      `DELETE FROM clip_renditions WHERE event_id = $1 AND clip_sha256 <> $2 RETURNING file_name`,
      [eventId, sha256],
    );
    const files = removed.map(({ file_name }) => file_name);
    await this.deletions.add(files, 'replaced', manager);
    return files;
  }

  /** Those that are being made. */
  pending(): Promise<Pick<ClipRendition, 'eventId' | 'jobId'>[]> {
    return this.renditions.find({
      select: { eventId: true, name: true, jobId: true },
      where: { state: 'pending' },
    });
  }
}
