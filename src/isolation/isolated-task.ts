/** A function that touches files which may not answer, and where a process of its own finds it. */
export interface IsolatedTask<Args extends unknown[], Result> {
  /** The built file below `src` that exports the function by its name, such as `probe/own-reading.js`. */
  readonly module: string;
  readonly run: (...args: Args) => Promise<Result>;
  /** The longest it may take on a busy disk that answers, in milliseconds. */
  readonly timeoutMs: number;
}

const TIMEOUT_MS = 20_000;

/** @param run its arguments and its result are copied between processes: they have no functions and no classes */
export function isolatedTask<Args extends unknown[], Result>(
  module: string,
  run: (...args: Args) => Promise<Result>,
  timeoutMs = TIMEOUT_MS,
): IsolatedTask<Args, Result> {
  return { module, run, timeoutMs };
}
