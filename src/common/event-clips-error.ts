/**
 * The base of every error that this project raises on purpose.
 *
 * `code` is stable and meant for programs. `message` is meant for the caller: it says what to do and
 * holds nothing of the server's inside (no path, no command line, no SQL); such detail goes into `cause`.
 */
export class EventClipsError extends Error {
  constructor(
    readonly code: string,
    /** HTTP status that this error is answered with. */
    readonly status: number,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = new.target.name;
  }
}
