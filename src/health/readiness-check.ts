/** What a check found. `message` and further facts are for callers who are known, and for the log. */
export type Finding = { readonly status: 'up' } | Problem;

export interface Problem {
  /** `degraded`: the service works with a part missing. `down`: it cannot do what it is there for. */
  readonly status: 'degraded' | 'down';
  /** Says what to do, and shows nothing of the server's inside. */
  readonly message: string;
  readonly [fact: string]: unknown;
}

/** Something that readiness depends on. */
export interface ReadinessCheck {
  /** Its name in the details of the answer. */
  readonly name: string;
  /** Whether this process has no use without it. Where it has, `down` counts as `degraded`. */
  readonly essential: boolean;
  /**
   * How long it may take on a busy machine, in ms. Meanwhile what it found before holds, and where it has
   * found nothing yet, the probe waits. Default: what every probe waits.
   */
  readonly patienceMs?: number;
  /** Does what the work does, so that it finds what the work would. A rejection counts as `down`. */
  readonly run: () => Promise<Finding>;
}

export const up: Finding = { status: 'up' };

export function degraded(message: string, facts: object = {}): Problem {
  return { status: 'degraded', message, ...facts };
}

export function down(message: string): Problem {
  return { status: 'down', message };
}
