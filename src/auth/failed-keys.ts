import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../common/clock.js';
import { networkOf } from './network-of.js';

/** Wrong keys that a network may show within the time. A caller with an old key shows one each call. */
const LIMIT = 30;
const WINDOW_MS = 60_000;

/** Networks that are remembered; the oldest is forgotten for a new one. Some megabytes at most. */
const MAX_NETWORKS = 10_000;

interface Failures {
  count: number;
  /** In milliseconds since the epoch. */
  readonly until: number;
}

/**
 * Counts the wrong keys that are shown, by network. Keys are too long to be guessed: this tells such a
 * caller to go away, and the operator that there is one. It never concerns callers who show a good key.
 */
@Injectable()
export class FailedKeys {
  /** In the order in which they began, which is that of their ends. */
  private readonly networks = new Map<string, Failures>();
  private readonly logger = new Logger('Keys');

  constructor(private readonly clock: Clock) {}

  /** Counts one; gives the seconds for which there have been too many now, or 0. */
  count(address: string): number {
    const now = this.clock.now().getTime();
    const network = networkOf(address);
    const failures = this.of(network, now);
    failures.count++;
    if (failures.count <= LIMIT) return 0;
    if (failures.count === LIMIT + 1) {
      this.logger.warn(`More than ${LIMIT} wrong API keys within a minute from ${network}.`);
    }
    return Math.ceil((failures.until - now) / 1000);
  }

  private of(network: string, now: number): Failures {
    for (const [ended, { until }] of this.networks) {
      if (until > now) break;
      this.networks.delete(ended);
    }
    const known = this.networks.get(network);
    if (known) return known;
    const [oldest] = this.networks.keys();
    if (oldest !== undefined && this.networks.size >= MAX_NETWORKS) this.networks.delete(oldest);
    const failures = { count: 0, until: now + WINDOW_MS };
    this.networks.set(network, failures);
    return failures;
  }
}
