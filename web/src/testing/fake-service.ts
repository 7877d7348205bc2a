import { vi } from 'vitest';
import type { CameraEvent, ClipInfo } from '../api/types.js';

export const EVENT: CameraEvent = {
  id: 7,
  camera_id: 'front-door',
  started_at: '2026-01-03T10:30:00.000Z',
  ended_at: '2026-01-03T10:30:12.000Z',
  label: 'person',
  summary: null,
  external_id: null,
  clip: null,
};

export const NO_CLIP: ClipInfo = {
  event_id: 7,
  clip_available: false,
  clip_url: null,
  rendition_urls: null,
  duration_seconds: null,
  generated_at: null,
  file_size_bytes: null,
  status: 'none',
  progress: null,
  message: null,
  error_code: null,
  stale: false,
  format: null,
  starts_at: null,
  ends_at: null,
  requested_starts_at: null,
  requested_ends_at: null,
  gaps: null,
  signed_video: null,
  method: null,
  video_codec: null,
  codecs: null,
  frames: null,
  width: null,
  height: null,
  sha256: null,
  poster_url: null,
  subtitles_url: null,
  protected: false,
  protected_reason: null,
};

export const PENDING: ClipInfo = { ...NO_CLIP, status: 'pending', progress: 0 };

export const FAILED: ClipInfo = {
  ...NO_CLIP,
  status: 'failed',
  message: 'No footage covers the interval.',
  error_code: 'WINDOW_OUTSIDE_FOOTAGE',
};

export const CLIP: ClipInfo = {
  ...NO_CLIP,
  clip_available: true,
  status: 'completed',
  clip_url: '/api/media/clips/7_clip.mp4',
  duration_seconds: 22,
  generated_at: '2026-01-03T10:31:00.000Z',
  file_size_bytes: 3_521_669,
  format: 'mp4',
  starts_at: '2026-01-03T10:29:55.000Z',
  ends_at: '2026-01-03T10:30:17.000Z',
  requested_starts_at: '2026-01-03T10:29:55.000Z',
  requested_ends_at: '2026-01-03T10:30:17.000Z',
  gaps: [],
  method: 'smart',
  frames: 330,
  width: 640,
  height: 360,
  sha256: 'e60d2d6dbf4fcb91b412a11cc57b371cdef21cf39e4de35168ecab424dce37f1',
  poster_url: '/api/media/posters/7.jpg',
  subtitles_url: '/api/media/clips/7.vtt',
};

/** A clip that keeps HEVC. */
export const HEVC: ClipInfo = {
  ...CLIP,
  video_codec: 'hevc',
  codecs: 'hvc1.1.6.L93.B0',
  rendition_urls: { h264: '/api/media/clips/7_clip.mp4?rendition=h264' },
};

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: Headers;
  readonly body: unknown;
  readonly signal: AbortSignal | null | undefined;
}

/**
 * A service with canned answers, by `GET /path`. A request without one hangs until it is aborted, so a test
 * can be sure that nothing else ends it.
 */
export class FakeService {
  readonly received: Received[] = [];
  private readonly answers = new Map<string, (request: Received) => unknown>();

  /** Sets the answer: a response, a value to send as JSON, a promise of either, or a function that returns one. */
  on(route: string, answer: unknown): this {
    this.answers.set(route, typeof answer === 'function' ? (answer as never) : () => answer);
    return this;
  }

  readonly fetch = vi.fn<typeof fetch>(async (input, init) => {
    const url = new URL(input as string, 'http://service.test');
    const request: Received = {
      method: init?.method ?? 'GET',
      path: url.pathname + url.search,
      headers: new Headers(init?.headers),
      body: typeof init?.body === 'string' ? (JSON.parse(init.body) as unknown) : undefined,
      signal: init?.signal,
    };
    this.received.push(request);
    const answer = this.answers.get(`${request.method} ${url.pathname}`);
    const result = answer ? await answer(request) : await aborted(request.signal);
    request.signal?.throwIfAborted();
    return result instanceof Response ? result : Response.json(result);
  });

  /** The requests that a route has received. */
  requests(route: string): Received[] {
    return this.received.filter(({ method, path }) => `${method} ${path.split('?')[0]}` === route);
  }
}

export function refusal(status: number, code: string, message: string | string[]): Response {
  return Response.json({ statusCode: status, error: 'Error', code, message }, { status });
}

/** A stream of server-sent events that a test writes. */
export function eventStream() {
  let controller!: ReadableStreamDefaultController<Uint8Array>;
  const cancelled = vi.fn();
  const body = new ReadableStream<Uint8Array>({
    start: (its) => void (controller = its),
    cancel: cancelled,
  });
  const write = (text: string) => controller.enqueue(new TextEncoder().encode(text));
  return {
    response: new Response(body, { headers: { 'Content-Type': 'text/event-stream' } }),
    body,
    cancelled,
    write,
    send: (data: unknown) => write(`data: ${JSON.stringify(data)}\n\n`),
    close: () => controller.close(),
    fail: () => controller.error(new TypeError('network error')),
  };
}

/** A promise that a test resolves. */
export function later<T>() {
  let resolve!: (value: T) => void;
  const promise = new Promise<T>((keep) => (resolve = keep));
  return { promise, resolve };
}

function aborted(signal: AbortSignal | null | undefined): Promise<never> {
  return new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason as Error));
  });
}
