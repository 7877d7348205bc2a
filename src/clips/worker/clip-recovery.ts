import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { WorkFolder } from '../../media/storage/work-folder.js';
import { ClipScheduler } from '../requests/clip-scheduler.js';
import { ClipRenditions } from '../records/clip-renditions.js';
import { ClipRequests } from '../records/clip-requests.js';
import { IntervalClips } from '../records/interval-clips.js';
import { ClipsOptions } from '../clips.module-definition.js';
import { intervalJobName, isJobName, jobName } from '../records/temporary-files.js';

const INTERVAL_MS = 60_000;

/** Cleans up after processes that died while they made a clip, where the queue does not do so. */
@Injectable()
export class ClipRecovery implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Clips');
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly options: ClipsOptions,
    private readonly scheduler: ClipScheduler,
    private readonly requests: ClipRequests,
    private readonly renditions: ClipRenditions,
    private readonly intervals: IntervalClips,
    private readonly work: WorkFolder,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (!this.options.worker) return;
    await this.attempt(() => this.sweep());
    await this.attempt(() => this.recover());
    this.timer = setInterval(() => void this.attempt(() => this.recover()), INTERVAL_MS).unref();
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** Removes the temporary files of jobs that do not exist any more. */
  private async sweep(): Promise<void> {
    // Files first, rows after: a job's row is written before its first file.
    const jobs = [...(await this.work.jobs())].filter(isJobName);
    if (jobs.length === 0) return;
    const pending = [...(await this.requests.pending()), ...(await this.renditions.pending())];
    const alive = new Set([
      ...pending.map(({ eventId, jobId }) => jobName(eventId, jobId)),
      ...(await this.intervals.pending()).map(({ id, jobId }) => intervalJobName(id, jobId)),
    ]);
    for (const job of jobs) if (!alive.has(job)) await this.work.discardAll(job);
  }

  /** Leaves out requests that a process may still work on without the queue. */
  private async recover(): Promise<void> {
    const now = await this.requests.now();
    const before = new Date(now.getTime() - this.options.timeoutSeconds * 1000);
    const lost = await this.scheduler.recover(before);
    if (lost > 0) this.logger.warn(`${lost} pending requests had no job and got a new one`);
  }

  /** A failure must not stop the service. */
  private async attempt(action: () => Promise<void>): Promise<void> {
    await action().catch((err: unknown) => this.logger.warn({ msg: 'Recovery failed', err }));
  }
}
