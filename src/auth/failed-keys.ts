import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../common/clock.js';
import { WindowCounts } from '../common/window-counts.js';
import { networkOf } from './network-of.js';

/** Wrong keys that a network may send within a minute. A caller with an old key sends one per call. */
const LIMIT = 30;

/**
 * Counts the wrong keys by network. Keys are too long to be guessed; the limit turns such callers away
 * and warns the operator. Callers with a valid key are never limited.
 */
@Injectable()
export class FailedKeys {
  private readonly failures = new WindowCounts(60_000);
  private readonly logger = new Logger('Keys');

  constructor(private readonly clock: Clock) {}

  /** Counts a wrong key. Returns for how many seconds the network is over the limit, or 0. */
  count(address: string): number {
    const network = networkOf(address);
    const { count, seconds } = this.failures.add(network, this.clock.now());
    if (count <= LIMIT) return 0;
    if (count === LIMIT + 1) {
      this.logger.warn(`More than ${LIMIT} wrong API keys within a minute from ${network}.`);
    }
    return seconds;
  }
}
