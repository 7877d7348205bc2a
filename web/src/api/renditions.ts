import { ApiError } from './api-error.js';
import { type CallOptions, send } from './connection.js';
import { pause } from './pause.js';
import type { FileProgress } from './types.js';

export interface FollowRenditionOptions extends CallOptions {
  /** Pause between two requests. Default 2000. */
  pollMs?: number;
}

/** So many requests in a row may fail before the generator throws. */
const MAX_FAILURES = 5;

/** Failures that say nothing about the rendition. Signed links expire, and `urlOf` may know a newer one then. */
const PASSING = new Set([
  ...['UNREACHABLE', 'UNEXPECTED_ANSWER', 'RATE_LIMITED', 'INVALID_LINK'],
  ...['DATABASE_UNAVAILABLE', 'CLIPS_FOLDER_NOT_ANSWERING'],
]);

/**
 * Requests a rendition of a clip, one of its `rendition_urls`, and yields its progress until it is made. Throws
 * `ApiError` if it cannot be made.
 *
 * @param urlOf called before each request
 */
export async function* followRendition(
  urlOf: () => string,
  { pollMs = 2000, ...options }: FollowRenditionOptions = {},
): AsyncGenerator<FileProgress, void, undefined> {
  for (let failures = 0; ;) {
    try {
      // Of one that is made, the first byte is enough.
      const response = await send(urlOf(), { headers: { Range: 'bytes=0-0' } }, options);
      if (response.status !== 202) {
        await response.body?.cancel();
        return;
      }
      failures = 0;
      yield (await response.json()) as FileProgress;
    } catch (error) {
      options.signal?.throwIfAborted();
      const passes = error instanceof ApiError && PASSING.has(error.code);
      if (!passes || ++failures >= MAX_FAILURES) throw error;
    }
    await pause(pollMs, options.signal);
  }
}
