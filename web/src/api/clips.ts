import { type CallOptions, type Connection, addressOf, send, sendForJson } from './connection.js';
import type { ClipInfo, GenerateAnswer, GenerateOptions } from './types.js';

/** What is known of an event's clip. */
export function fetchEventClipInfo(eventId: number, options: CallOptions = {}): Promise<ClipInfo> {
  return sendForJson(clipPath(eventId), {}, options);
}

/**
 * Has the event's clip made. Answers once it is made, has failed, or is still pending after
 * `waitSeconds` (0: at once; default: the service's own).
 */
export function generateEventClip(
  eventId: number,
  request: GenerateOptions = {},
  { waitSeconds, ...options }: CallOptions & { waitSeconds?: number } = {},
): Promise<GenerateAnswer> {
  return sendForJson(
    `${clipPath(eventId)}/generate`,
    {
      method: 'POST',
      body: request,
      ...(waitSeconds !== undefined && { headers: { Prefer: `wait=${waitSeconds}` } }),
    },
    options,
  );
}

/** Cancels the pending request; without one, deletes the clip. */
export async function removeEventClip(eventId: number, options: CallOptions = {}): Promise<void> {
  await send(clipPath(eventId), { method: 'DELETE' }, options);
}

/**
 * Takes the pending request back. A clip that was finished meanwhile stays: then, and where nothing was
 * pending at all, this throws `NOTHING_PENDING`.
 */
export async function cancelEventClip(eventId: number, options: CallOptions = {}): Promise<void> {
  await send(`${clipPath(eventId)}?pending_only=true`, { method: 'DELETE' }, options);
}

/** Keeps a clip and its event from every cleanup until it is lifted. */
export async function protectEventClip(
  eventId: number,
  isProtected: boolean,
  options: CallOptions = {},
): Promise<void> {
  await send(clipPath(eventId), { method: 'PATCH', body: { protected: isProtected } }, options);
}

export interface ClipUrlOptions extends Connection {
  /** As a file to save, with a name that people can read. */
  download?: boolean;
  /** Told apart by it: a browser may show a clip from memory that has been made anew since. */
  version?: string | null;
}

/** The address of a clip or poster from its `clip_url` or `poster_url`, whose query is kept. */
export function getEventClipUrl(clipUrl: string, options: ClipUrlOptions = {}): string {
  const { download, version, ...connection } = options;
  const query = new URLSearchParams({
    ...(version && { v: version }),
    ...(download && { download: '1' }),
  }).toString();
  if (!query) return addressOf(clipUrl, connection);
  return addressOf(`${clipUrl}${clipUrl.includes('?') ? '&' : '?'}${query}`, connection);
}

function clipPath(eventId: number): string {
  return `/api/events/${eventId}/clip`;
}
