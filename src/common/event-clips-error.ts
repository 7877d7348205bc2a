/**
 * The base of every error that this project raises on purpose.
 *
 * `code` is stable and meant for programs. `message` is meant for the caller: it says what to do and
 * reveals nothing of the server (no path, no command line, no SQL). Such details go into `cause`.
 */
export class EventClipsError extends Error {
  /** After how many seconds a refused call may succeed; null: not known. */
  readonly retryAfterSeconds: number | null = null;

  constructor(
    readonly code: string,
    /** The HTTP status of the answer. */
    readonly status: number,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = new.target.name;
  }
}
