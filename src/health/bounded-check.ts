import { EventClipsError } from '../common/event-clips-error.js';
import { down, type Finding, type ReadinessCheck } from './readiness-check.js';

export interface Bounds {
  /** How long a probe is kept waiting. */
  readonly deadlineMs: number;
  /** How long a check may take on a busy machine. Until then what it found before holds. */
  readonly patienceMs: number;
}

/** Probes wait some five seconds, as in the Dockerfile; FFmpeg is given ten to start. */
const BOUNDS: Bounds = { deadlineMs: 4_000, patienceMs: 12_000 };

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
    private readonly bounds = BOUNDS,
  ) {
    this.name = check.name;
  }

  async run(): Promise<Finding> {
    this.running ??= { since: performance.now(), finding: this.attempt() };
    const { since, finding } = this.running;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<null>((resolve) => {
      timer = setTimeout(() => resolve(null), this.bounds.deadlineMs);
    });
    const found = (await Promise.race([finding, late])) ?? this.lateFinding(since);
    clearTimeout(timer);
    return found.status === 'down' && !this.check.essential
      ? { ...found, status: 'degraded' }
      : found;
  }

  private lateFinding(since: number): Finding {
    const isPatient = performance.now() - since < this.bounds.patienceMs;
    return (isPatient ? this.last : null) ?? down(LATE);
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
