import type { FactoryProvider } from '@nestjs/common';

/** The service's source of time, which tests can set. */
export abstract class Clock {
  abstract now(): Date;
}

export class SystemClock extends Clock {
  now(): Date {
    return new Date();
  }
}

/** The option of modules that use a clock. */
export interface ClockOption {
  /** Default: the system's clock. */
  clock?: Clock;
}

/** Provides the clock of a module's options. */
export function clockOf(optionsToken: symbol): FactoryProvider<Clock> {
  return {
    provide: Clock,
    useFactory: ({ clock }: ClockOption) => clock ?? new SystemClock(),
    inject: [optionsToken],
  };
}
