import { readFileSync } from 'node:fs';
import { uptime } from 'node:os';
import type { Clock } from '../../common/clock.js';
import type { ClockReading } from './clock-step.js';

/** How long the machine has been running, by which a step of its clock is noticed. */
export abstract class ElapsedTime {
  abstract read(): Omit<ClockReading, 'at'>;
  /** What can be said of an instant that is known from the database alone. */
  abstract atInstant(at: Date): ClockReading;
}

/** Where the system does not identify its start (all but Linux do not), only the clock itself is compared. */
export class SystemElapsedTime extends ElapsedTime {
  private readonly bootId = bootId();

  read(): Omit<ClockReading, 'at'> {
    return { bootId: this.bootId, uptimeMs: Math.round(uptime() * 1000) };
  }

  atInstant(at: Date): ClockReading {
    return { at, bootId: null, uptimeMs: 0 };
  }
}

/** Believes a clock that was given to the module: its steps are time that passed. */
export class ElapsedByClock extends ElapsedTime {
  constructor(private readonly clock: Clock) {
    super();
  }

  read(): Omit<ClockReading, 'at'> {
    return { bootId: 'given', uptimeMs: this.clock.now().getTime() };
  }

  atInstant(at: Date): ClockReading {
    return { at, bootId: 'given', uptimeMs: at.getTime() };
  }
}

/** random(4): a UUID that the kernel draws once for each boot. */
function bootId(): string | null {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim() || null;
  } catch {
    return null;
  }
}
