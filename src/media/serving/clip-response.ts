import fresh from 'fresh';
import type { IncomingHttpHeaders } from 'node:http';
import type { ByteRange } from '../storage/clip-storage.js';
import { parseRange } from './byte-range.js';

/** The file as it was opened. */
export interface Representation {
  /** Bytes. */
  size: number;
  /** Strong: no other bytes have the same. */
  etag: string;
  /** An HTTP date, so whole seconds. */
  lastModified: string;
}

export interface ClipResponse {
  status: 200 | 206 | 304 | 412 | 416;
  headers: Record<string, string>;
  /** The bytes to send, null for none. */
  body: ByteRange | null;
}

/** Only the client may store it, and it revalidates before each use: `force` replaces a clip in place. */
export const CACHE_CONTROL = 'private, no-cache';

/**
 * Answers a GET or HEAD for a file: validators in the order of RFC 9110 (13.2.2), then ranges
 * (section 14). Several ranges get the whole file, and so does HEAD with a range, since that section
 * gives ranges a meaning for GET alone.
 */
export function responseFor(
  method: string,
  headers: IncomingHttpHeaders,
  file: Representation,
): ClipResponse {
  if (!preconditionsHold(headers, file)) return { status: 412, headers: {}, body: null };

  const validators = {
    ETag: file.etag,
    'Last-Modified': file.lastModified,
    'Cache-Control': CACHE_CONTROL,
  };
  if (isUnchanged(headers, file)) return { status: 304, headers: validators, body: null };

  const ranges = method === 'GET' ? requestedRanges(headers, file) : null;
  if (ranges?.length === 0) {
    return { status: 416, headers: { 'Content-Range': `bytes */${file.size}` }, body: null };
  }
  const range = ranges?.length === 1 ? ranges[0] : undefined;
  const body = range ?? { start: 0, end: file.size - 1 };
  return {
    status: range ? 206 : 200,
    headers: {
      ...validators,
      'Accept-Ranges': 'bytes',
      'Content-Length': String(body.end - body.start + 1),
      ...(range && { 'Content-Range': `bytes ${range.start}-${range.end}/${file.size}` }),
    },
    body: method === 'GET' && file.size > 0 ? body : null,
  };
}

/** `If-Unmodified-Since` counts only where `If-Match` is absent. */
function preconditionsHold(headers: IncomingHttpHeaders, file: Representation): boolean {
  const match = headers['if-match'];
  if (match !== undefined) {
    return match === '*' || match.split(',').some((tag) => tag.trim() === file.etag);
  }
  const since = headers['if-unmodified-since'];
  // An invalid date is ignored: no comparison with NaN is true.
  return since === undefined || !(Date.parse(file.lastModified) > Date.parse(since));
}

/** `no-cache` in a request is meant for caches, not for the origin, so `fresh` does not get to see it. */
function isUnchanged(headers: IncomingHttpHeaders, file: Representation): boolean {
  return fresh(
    {
      'if-none-match': headers['if-none-match'],
      'if-modified-since': headers['if-modified-since'],
    },
    { etag: file.etag, 'last-modified': file.lastModified },
  );
}

/** Null where the whole file is to be sent. A weak tag says nothing about single bytes. */
function requestedRanges(
  headers: IncomingHttpHeaders,
  file: Representation,
): readonly ByteRange[] | null {
  const validator = headers['if-range']?.toString();
  const isCurrent =
    validator === undefined ||
    validator === file.etag ||
    Date.parse(validator) === Date.parse(file.lastModified);
  return headers.range !== undefined && isCurrent ? parseRange(headers.range, file.size) : null;
}
