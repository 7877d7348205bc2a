import { Logger } from '@nestjs/common';
import { JobAborted } from '../job-aborted.js';
import type { JobHandler } from '../job-queue.js';
import type { RetryJob } from '../retry-job.js';
import { runHandler } from '../run-handler.js';
import { toJob, type Claim, type Claims } from './claims.js';
import { Doorbell } from './doorbell.js';
import { OutageLog } from './outage-log.js';
import { pause } from './pause.js';

/** Delayed jobs, and jobs whose notification was lost, start at most this late. */
const POLL_MS = 1_000;
/** Several times within a lease. A lost claim is noticed after at most this time. */
const RENEW_MS = 2_000;
const SETTLE_AGAIN_MS = 1_000;
/** Time for handlers to end after they were aborted, and for their jobs to be put back. */
const ABORTED_GRACE_MS = 5_000;

interface Run<T extends object> {
  claim: Claim<T>;
  controller: AbortController;
  releasedSlot: boolean;
}

/** Runs one queue's jobs on this node. */
export class Worker<T extends object> {
  private readonly runs = new Map<Run<T>, Promise<void>>();
  private readonly bell = new Doorbell();
  private readonly outage: OutageLog;
  private readonly stopping = new AbortController();
  private readonly stopped = new AbortController();
  private readonly loops: Promise<void>[];

  constructor(
    queue: string,
    private readonly claims: Claims<T>,
    private readonly concurrency: number,
    private readonly handler: JobHandler<T>,
  ) {
    this.outage = new OutageLog(new Logger('Jobs'), `Reaching the queue "${queue}"`);
    this.loops = [this.takeJobs(), this.renewClaims()];
  }

  /** Call it when there may be a job to take. */
  wake(): void {
    this.bell.ring();
  }

  /** Aborts the job if it runs here. */
  abort(id: string): void {
    for (const { claim, controller } of this.runs.keys()) {
      if (claim.id === id) controller.abort(new JobAborted('taken'));
    }
  }

  /** Takes no more jobs, gives the running ones `graceMs` to finish, then aborts them and puts them back. */
  async stop(graceMs: number): Promise<void> {
    this.stopping.abort();
    this.bell.ring();
    const [takeJobs] = this.loops;
    await takeJobs;
    await this.allEnded(graceMs);
    for (const { controller } of this.runs.keys()) controller.abort(new JobAborted('shutdown'));
    await this.allEnded(ABORTED_GRACE_MS);
    this.stopped.abort();
    await Promise.all(this.loops);
  }

  private async takeJobs(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      const counted = [...this.runs.keys()].filter(({ releasedSlot }) => !releasedSlot).length;
      // Limits the jobs that released their slot and end slowly.
      const free = Math.min(this.concurrency - counted, 2 * this.concurrency - this.runs.size);
      const taken = free > 0 ? ((await this.attempt(() => this.claims.take(free))) ?? []) : [];
      for (const claim of taken) this.start(claim);
      await this.bell.wait(POLL_MS);
    }
  }

  private start(claim: Claim<T>): void {
    // An earlier start whose lease ran out may still be ending here.
    this.abort(claim.id);
    const run = { claim, controller: new AbortController(), releasedSlot: false };
    const ended = this.run(run).then(() => {
      this.runs.delete(run);
      this.bell.ring();
    });
    this.runs.set(run, ended);
  }

  private async run(run: Run<T>): Promise<void> {
    const { claim, controller } = run;
    const retry = await runHandler(this.handler, toJob(claim), controller.signal, () => {
      run.releasedSlot = true;
      this.bell.ring();
    });
    // A job whose end is not recorded would run again.
    while (!this.stopped.signal.aborted && !(await this.settle(claim, retry))) {
      await pause(SETTLE_AGAIN_MS, this.stopped.signal);
    }
  }

  private async settle(claim: Claim<T>, retry: RetryJob | null): Promise<boolean> {
    const settled = await this.attempt(async () => {
      await (retry ? this.claims.putBack(claim, retry) : this.claims.remove(claim));
      return true;
    });
    return settled ?? false;
  }

  private async renewClaims(): Promise<void> {
    while (!this.stopped.signal.aborted) {
      const held = [...this.runs.keys()].filter(({ controller }) => !controller.signal.aborted);
      if (held.length) {
        const lost = await this.attempt(() => this.claims.renew(held.map(({ claim }) => claim)));
        for (const { claim, controller } of held) {
          if (lost?.includes(claim)) controller.abort(new JobAborted('taken'));
        }
      }
      await pause(RENEW_MS, this.stopped.signal);
    }
  }

  private async allEnded(timeoutMs: number): Promise<void> {
    const timeout = new AbortController();
    const all = Promise.all(this.runs.values());
    await Promise.race([all, pause(timeoutMs, timeout.signal)]);
    timeout.abort();
  }

  /** Returns undefined while PostgreSQL cannot be reached. */
  private async attempt<R>(action: () => Promise<R>): Promise<R | undefined> {
    try {
      const result = await action();
      this.outage.succeeded();
      return result;
    } catch (error) {
      this.outage.failed(error);
      return undefined;
    }
  }
}
