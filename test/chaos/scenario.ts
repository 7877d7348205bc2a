import type { Tally } from './tally.js';

/** What a scenario fills in as it goes, so that it is known also of one that fails. */
export interface Outcome {
  readonly tally: Tally;
  /** What was done to the service, and how often. */
  readonly faults: Record<string, number>;
}

/**
 * Something that happens to the default install while requests are made.
 *
 * @param kills how many processes to kill, where the scenario kills any
 * @returns a sentence if it cannot happen on this machine
 */
export type Scenario = (outcome: Outcome, options: { kills: number }) => Promise<string | void>;

export function count(faults: Outcome['faults'], kind: string): void {
  faults[kind] = (faults[kind] ?? 0) + 1;
}
