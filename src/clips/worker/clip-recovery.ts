import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { WorkFolder } from '../../media/storage/work-folder.js';
import { ClipOrders } from '../requests/clip-scheduler.js';
import { ClipRequests } from '../records/clip-requests.js';
import { ClipsOptions } from '../clips.module-definition.js';
import { isJobName, jobName } from '../records/temporary-files.js';

const INTERVAL_MS = 60_000;

/** Mends what processes leave behind that die over a clip and that the queue does not know of. */
@Injectable()
export class ClipRecovery implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Clips');
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly options: ClipsOptions,
    private readonly orders: ClipOrders,
    private readonly requests: ClipRequests,
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

  /** Removes the unfinished files of jobs that no longer exist. */
  private async sweep(): Promise<void> {
    // Looked up before the books, in which a job's request stands before its first file.
    const jobs = [...(await this.work.jobs())].filter(isJobName);
    if (jobs.length === 0) return;
    const pending = await this.requests.pending();
    const alive = new Set(pending.map(({ eventId, jobId }) => jobName(eventId, jobId)));
    for (const job of jobs) if (!alive.has(job)) await this.work.discardAll(job);
  }

  /** A request may be of a process that makes its clip without the queue, for as long as that may take. */
  private async recover(): Promise<void> {
    const now = await this.requests.now();
    const before = new Date(now.getTime() - this.options.timeoutSeconds * 1000);
    const lost = await this.orders.recover(before);
    if (lost > 0) this.logger.warn(`${lost} requests had lost their job and got a new one`);
  }

  /** Nothing of this keeps the service from its work. */
  private async attempt(action: () => Promise<void>): Promise<void> {
    await action().catch((err: unknown) => this.logger.warn({ msg: 'Recovery failed', err }));
  }
}
