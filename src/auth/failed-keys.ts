import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../common/clock.js';
import { networkOf } from './network-of.js';

/** Wrong keys that a network may send within `WINDOW_MS`. A caller with an old key sends one per call. */
const LIMIT = 30;
const WINDOW_MS = 60_000;

/** Networks that are remembered, a few megabytes at most. The oldest makes way for a new one. */
const MAX_NETWORKS = 10_000;

interface Failures {
  count: number;
  readonly untilMs: number;
}

/**
 * Counts the wrong keys by network. Keys are too long to be guessed; the limit turns such callers away
 * and warns the operator. Callers with a valid key are never limited.
 */
@Injectable()
export class FailedKeys {
  /** In the order of their first failures, and so of `untilMs`. */
  private readonly networks = new Map<string, Failures>();
  private readonly logger = new Logger('Keys');

  constructor(private readonly clock: Clock) {}

  /** Counts a wrong key. Returns for how many seconds the network is over the limit, or 0. */
  count(address: string): number {
    const now = this.clock.now().getTime();
    const network = networkOf(address);
    const failures = this.of(network, now);
    failures.count++;
    if (failures.count <= LIMIT) return 0;
    if (failures.count === LIMIT + 1) {
      this.logger.warn(`More than ${LIMIT} wrong API keys within a minute from ${network}.`);
    }
    return Math.ceil((failures.untilMs - now) / 1000);
  }

  private of(network: string, now: number): Failures {
    for (const [ended, { untilMs }] of this.networks) {
      if (untilMs > now) break;
      this.networks.delete(ended);
    }
    const known = this.networks.get(network);
    if (known) return known;
    const [oldest] = this.networks.keys();
    if (oldest !== undefined && this.networks.size >= MAX_NETWORKS) this.networks.delete(oldest);
    const failures = { count: 0, untilMs: now + WINDOW_MS };
    this.networks.set(network, failures);
    return failures;
  }
}
