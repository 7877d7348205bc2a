import { ApiError } from './api-error.js';
import { fetchEventClipInfo } from './clips.js';
import { type CallOptions, send } from './connection.js';
import { readEventStream } from './event-stream.js';
import { pause } from './pause.js';
import type { ClipProgress } from './types.js';

export interface FollowOptions extends CallOptions {
  /** Pause between two polls if the stream is cut off. Default 1500. */
  pollMs?: number;
  /** A stream without data for this long counts as cut off. Default 20,000. */
  silenceMs?: number;
}

/** So many polls in a row may fail before the generator throws. */
const MAX_FAILURES = 5;

/**
 * Yields the progress of a clip until it is no longer pending, from server-sent events, or by polling if they
 * are cut off.
 */
export async function* followClipProgress(
  eventId: number,
  { pollMs = 1500, silenceMs = 20_000, ...options }: FollowOptions = {},
): AsyncGenerator<ClipProgress, void, undefined> {
  for await (const progress of streamed(eventId, silenceMs, options)) {
    yield progress;
    if (progress.status !== 'pending') return;
  }
  for await (const progress of polled(eventId, pollMs, options)) {
    yield progress;
    if (progress.status !== 'pending') return;
  }
}

/** Ends when the stream ends or fails, for whatever reason. */
async function* streamed(
  eventId: number,
  silenceMs: number,
  options: CallOptions,
): AsyncGenerator<ClipProgress, void, undefined> {
  try {
    const path = `/api/events/${eventId}/clip/progress`;
    const { body } = await send(path, { headers: { Accept: 'text/event-stream' } }, options);
    if (!body) return;
    for await (const data of readEventStream(body, silenceMs)) {
      yield JSON.parse(data) as ClipProgress;
    }
  } catch {
    options.signal?.throwIfAborted();
  }
}

async function* polled(
  eventId: number,
  pollMs: number,
  options: CallOptions,
): AsyncGenerator<ClipProgress, void, undefined> {
  for (let failures = 0; ;) {
    try {
      yield await fetchEventClipInfo(eventId, options);
      failures = 0;
    } catch (error) {
      options.signal?.throwIfAborted();
      if (!mayPass(error) || ++failures >= MAX_FAILURES) throw error;
    }
    await pause(pollMs, options.signal);
  }
}

function mayPass(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 0 || error.status >= 500);
}
