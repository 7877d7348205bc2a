import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, Repository } from 'typeorm';
import { listOf, object, withDefault } from '../../common/stored/stored-json.js';
import { Event } from '../../events/records/event.entity.js';
import type { Recording } from '../../events/records/recording.entity.js';
import { JobQueue } from '../../jobs/job-queue.js';
import { readJob } from '../../jobs/read-job.js';
import { RetryJob } from '../../jobs/retry-job.js';
import { ClipsOptions } from '../clips.module-definition.js';
import { CLIP_QUEUE } from '../model/clip-job.js';
import { ClipRequests } from '../records/clip-requests.js';
import { type FootageSpan, footageSpans, readStoredSpan } from '../records/footage-spans.js';
import { type Concerned, concernedBy } from '../records/on-footage.js';
import { AutomaticClips, type Change } from './automatic-clips.js';
import { ClipScheduler } from './clip-scheduler.js';
import { IntervalRequests } from './interval-requests.js';

/** Events that one batch of recordings may concern. */
const MAX_EVENTS = 1000;
/** The queue of spans whose events wait until fewer clips are queued. */
const LATER_QUEUE = 'late-footage';
const LATER_MS = 60_000;

interface LaterJob {
  spans: FootageSpan[];
}
const readLaterJob = object<LaterJob>({ spans: withDefault(listOf(readStoredSpan), []) });

/** Makes clips of footage that is registered after their events, also of thousands of recordings at a time. */
@Injectable()
export class LateFootage implements OnApplicationBootstrap {
  private readonly logger = new Logger('Clips');

  constructor(
    private readonly options: ClipsOptions,
    private readonly automatic: AutomaticClips,
    private readonly scheduler: ClipScheduler,
    private readonly intervals: IntervalRequests,
    private readonly requests: ClipRequests,
    private readonly queue: JobQueue,
    @InjectRepository(Event) private readonly events: Repository<Event>,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (!this.options.worker) return;
    await this.queue.work<object>(LATER_QUEUE, { concurrency: 1 }, async (stored) => {
      const { data } = readJob(stored, readLaterJob);
      const { events } = await this.concernedBy(data.spans);
      // What was missing when the recordings came is not tried every time.
      if (!(await this.consider(events, data.spans, 'event'))) throw new RetryJob(LATER_MS);
    });
  }

  /** Starts clips that wait for these recordings, and considers those that are better with them. */
  async arrived(recordings: readonly Recording[]): Promise<void> {
    const spans = footageSpans(recordings);
    const { clips, intervals, events } = await this.concernedBy(spans);
    if (clips) await this.scheduler.wake(spans);
    if (intervals) await this.intervals.wake(spans);
    if (!this.options.enabled || (await this.consider(events, spans, 'footage'))) return;
    const job: LaterJob = { spans };
    const { manager } = this.events;
    await this.queue.send(LATER_QUEUE, job, { startAfter: LATER_MS }, manager);
  }

  private concernedBy(spans: readonly FootageSpan[]): Promise<Concerned> {
    return concernedBy(spans, this.options.autoGenerate, MAX_EVENTS, this.events.manager);
  }

  /** Returns false where so many clips are queued that some events have to wait. */
  private async consider(
    ids: readonly number[],
    spans: readonly FootageSpan[],
    change: Change,
  ): Promise<boolean> {
    const { queueLimit } = this.options;
    if (ids.length === 0) return true;
    if (ids.length === MAX_EVENTS) {
      const msg = `Late footage concerns more events than are considered at a time; only the newest ${MAX_EVENTS} are`;
      this.logger.warn({ msg, spans: spans.slice(0, 10) });
    }
    const newest = await this.events.find({ where: { id: In(ids) }, order: { startedAt: 'DESC' } });
    // Half of the queue is left to the clips that callers ask for.
    let free = Math.ceil(queueLimit / 2) - (await this.queued());
    for (const event of newest) {
      if (free <= 0) return false;
      if (await this.automatic.consider(event, change)) free--;
    }
    return true;
  }

  private async queued(): Promise<number> {
    if (!this.options.autoGenerate) return 0;
    const { queued, delayed } = await this.queue.statistics(CLIP_QUEUE);
    // Those that wait for footage may do so for hours.
    return Math.max(0, queued + delayed - (await this.requests.waiting()));
  }
}
