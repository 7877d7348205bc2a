import type { FactoryProvider } from '@nestjs/common';

/** Where the service takes the time from, so that tests can set it. */
export abstract class Clock {
  abstract now(): Date;
}

export class SystemClock extends Clock {
  now(): Date {
    return new Date();
  }
}

/** Option of the rooms that look at a clock. */
export interface ClockOption {
  /** Where the time is taken from. Default: the system's. */
  clock?: Clock;
}

/** The clock that a room's options name. */
export function clockOf(optionsToken: symbol): FactoryProvider<Clock> {
  return {
    provide: Clock,
    useFactory: ({ clock }: ClockOption) => clock ?? new SystemClock(),
    inject: [optionsToken],
  };
}
