/** What the process ends with. 0: done, and nothing was found wrong. */
export enum ExitCode {
  /** It could not be done; the reason is on standard error. Wrong usage too. */
  Failed = 1,
  /** Done, but files could not be removed, or are not what the books say. */
  Unsound = 2,
  /** Another cleanup is under way. */
  Running = 3,
  /** Cleanup did not believe what it found, and changed nothing. */
  Stopped = 4,
  /** Ended by a signal between two batches; the next run goes on. */
  Interrupted = 5,
}
