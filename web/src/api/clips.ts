import { type CallOptions, type Connection, addressOf, send, sendForJson } from './connection.js';
import type { ClipInfo, ClipShare, GenerateAnswer, GenerateOptions } from './types.js';

/** The state of an event's clip. */
export function fetchEventClipInfo(eventId: number, options: CallOptions = {}): Promise<ClipInfo> {
  return sendForJson(clipPath(eventId), {}, options);
}

/**
 * Requests the event's clip. Resolves when the clip is made or has failed, or is still pending after
 * `waitSeconds` (0: immediately; default: the service's setting).
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
 * Cancels the pending request. Throws `NOTHING_PENDING` if there is none, also if its clip was just finished;
 * the clip stays.
 */
export async function cancelEventClip(eventId: number, options: CallOptions = {}): Promise<void> {
  await send(`${clipPath(eventId)}?pending_only=true`, { method: 'DELETE' }, options);
}

/** Protects a clip and its event from cleanup, or lifts the protection. */
export async function protectEventClip(
  eventId: number,
  isProtected: boolean,
  options: CallOptions = {},
): Promise<void> {
  await send(clipPath(eventId), { method: 'PATCH', body: { protected: isProtected } }, options);
}

/** A link to the present version of the clip that needs no key. Where keys are in use, it expires. */
export function shareEventClip(
  eventId: number,
  ttlSeconds: number,
  options: CallOptions = {},
): Promise<ClipShare> {
  const body = { ttl_seconds: ttlSeconds };
  return sendForJson(`${clipPath(eventId)}/share`, { method: 'POST', body }, options);
}

export interface ClipUrlOptions extends Connection {
  /** Saves the file, with a readable name. */
  download?: boolean;
  /** Makes the URL unique: otherwise a browser may show an old clip from its cache. */
  version?: string | null;
}

/** The URL of a clip or poster from its `clip_url` or `poster_url`, with its query. */
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
