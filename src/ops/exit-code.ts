/** The exit codes of the commands. 0: done, without findings. */
export enum ExitCode {
  /** The command failed, or was used wrongly; the reason is on standard error. */
  Failed = 1,
  /** Done, but some files could not be read or removed, or differ from their rows. */
  Unsound = 2,
  /** Another cleanup is running. */
  Running = 3,
  /** The cleanup found signs of a wrong folder or disk, and changed nothing. */
  Stopped = 4,
  /** Ended by a signal between two batches; the next run continues. */
  Interrupted = 5,
}
