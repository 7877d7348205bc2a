import { EventClipsError } from '../common/event-clips-error.js';
import { inTime } from '../common/in-time.js';
import { down, type Finding, type ReadinessCheck } from './readiness-check.js';

/** Probes wait some five seconds, as in the Dockerfile. */
const DEADLINE_MS = 4_000;

/**
 * A check that answers in time whatever happens. It never runs twice at once: one that hangs in the kernel,
 * as a look at a dead network share does, would hold another thread each time.
 */
export class BoundedCheck {
  readonly name: string;
  private running: { since: number; finding: Promise<Finding> } | null = null;
  private last: Finding | null = null;

  constructor(
    private readonly check: ReadinessCheck,
    private readonly deadlineMs = DEADLINE_MS,
  ) {
    this.name = check.name;
  }

  async run(): Promise<Finding> {
    this.running ??= { since: performance.now(), finding: this.attempt() };
    const found = (await inTime(this.running.finding, this.waitMs(), null)) ?? this.lateFinding();
    return found.status === 'down' && !this.check.essential
      ? { ...found, status: 'degraded' }
      : found;
  }

  private waitMs(): number {
    const patience = this.patienceMs();
    return this.last === null ? patience : Math.min(patience, this.deadlineMs);
  }

  private lateFinding(): Finding {
    return (this.patienceMs() > 0 ? this.last : null) ?? down(LATE);
  }

  /** How much longer the check that runs may take. */
  private patienceMs(): number {
    const { patienceMs = this.deadlineMs } = this.check;
    const { since } = this.running ?? { since: performance.now() };
    return Math.max(0, since + patienceMs - performance.now());
  }

  private async attempt(): Promise<Finding> {
    this.last = await this.check.run().catch((error: unknown) => down(messageOf(error)));
    this.running = null;
    return this.last;
  }
}

const LATE = 'There was no answer in time.';

/** Messages of other errors may show the server's inside; the system's code does not. */
function messageOf(error: unknown): string {
  if (error instanceof EventClipsError) return error.message;
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' ? `It failed: ${code}.` : 'It failed.';
}
