import { describe, expect, it } from '@jest/globals';
import {
  cancelledAnswer,
  clipInfo,
  existingAnswer,
  failedAnswer,
  madeAnswer,
  pendingAnswer,
  progressOf,
  statusOf,
} from './clip-answers.js';
import type { ClipRequest, ClipRequestState } from '../records/clip-request.entity.js';
import type { Clip } from '../records/clip.entity.js';
import type { ClipStatus } from '../../events/clips/event-clips.js';

const at = (second: number) => new Date(Date.UTC(2026, 0, 3, 10, 0, second));
const links = {
  clip: (fileName: string) => `/clips/${fileName}`,
  rendition: (fileName: string, name: string) => `/clips/${fileName}?rendition=${name}`,
  poster: (eventId: number) => `/posters/${eventId}.jpg`,
  subtitles: (eventId: number) => `/clips/${eventId}.vtt`,
};
const RENDITION_URLS = Object.fromEntries(
  ['h264', 'small', 'notify', 'chat', 'timelapse', 'gif'].map((name) => [
    name,
    `/clips/7_clip.mp4?rendition=${name}`,
  ]),
);
const clip = {
  eventId: 7,
  fileName: '7_clip.mp4',
  format: 'mp4',
  method: 'smart',
  requestedStartsAt: at(0),
  requestedEndsAt: at(10),
  startsAt: at(1),
  endsAt: at(9),
  gaps: [],
  signedVideo: {
    ...{ present: true, preserved_from: at(2).toISOString(), preserved_to: at(8).toISOString() },
  },
  note: null,
  madeFrom: [],
  sources: null,
  encoding: null,
  bytes: 1234,
  sha256: 'abc',
  frames: 120,
  width: 640,
  height: 360,
  durationSeconds: 8,
  codecs: 'hvc1.1.6.L63.90, mp4a.40.2',
  hasPoster: true,
  protected: false,
  protectedReason: null,
  missingSince: null,
  reportedWith: null,
  generatedAt: at(20),
} satisfies Clip;
const requested = (state: ClipRequestState, fields: Partial<ClipRequest> = {}) =>
  ({
    eventId: 7,
    state,
    progress: null,
    message: null,
    errorCode: null,
    ...fields,
  }) as ClipRequest;

describe('The status and the progress', () => {
  const pending = requested('pending', { progress: 42 });
  it.each<[string, Clip | null, ClipRequest | null, ClipStatus, number | null]>([
    ['nothing', null, null, 'none', null],
    ['a clip without a request', clip, null, 'completed', 100],
    ['a clip and its request', clip, requested('completed'), 'completed', 100],
    ['a request whose clip was removed', null, requested('completed'), 'none', null],
    ['a first request', null, pending, 'pending', 42],
    ['a request without progress', null, requested('pending'), 'pending', 0],
    ['a request for another clip', clip, pending, 'pending', 42],
    ['a failure', null, requested('failed'), 'failed', null],
    ['a failure with an older clip', clip, requested('failed'), 'failed', null],
  ])('are right for %s', (_, has, request, status, progress) => {
    expect(statusOf(has, request?.state ?? null)).toBe(status);
    expect(progressOf(status, request)).toBe(progress);
  });
});

describe('clipInfo', () => {
  it('describes the file that is served, even if the latest request failed', () => {
    const request = requested('failed', { message: 'No luck.', errorCode: 'TIMED_OUT' });
    expect(clipInfo(7, { clip, request, stale: true }, links)).toEqual({
      event_id: 7,
      clip_available: true,
      clip_url: '/clips/7_clip.mp4',
      rendition_urls: RENDITION_URLS,
      duration_seconds: 8,
      generated_at: at(20),
      file_size_bytes: 1234,
      status: 'failed',
      progress: null,
      message: 'No luck.',
      error_code: 'TIMED_OUT',
      stale: true,
      format: 'mp4',
      starts_at: at(1),
      ends_at: at(9),
      requested_starts_at: at(0),
      requested_ends_at: at(10),
      gaps: [],
      signed_video: clip.signedVideo,
      method: 'smart',
      video_codec: 'hevc',
      codecs: clip.codecs,
      frames: 120,
      width: 640,
      height: 360,
      sha256: 'abc',
      poster_url: '/posters/7.jpg',
      subtitles_url: '/clips/7.vtt',
      protected: false,
      protected_reason: null,
    });
  });

  it('is null in every other field where there is no clip', () => {
    const {
      event_id,
      clip_available,
      status,
      stale,
      protected: isProtected,
      ...rest
    } = clipInfo(7, { clip: null, request: null, stale: false }, links);
    expect([event_id, clip_available, status, stale, isProtected]).toEqual([
      7,
      false,
      'none',
      false,
      false,
    ]);
    expect(new Set(Object.values(rest))).toEqual(new Set([null]));
  });

  it.each([
    { method: 'images', format: 'mp4' },
    { method: 'transcode', format: 'gif' },
  ] as const)('has no subtitles of a clip that is %j', (kind) => {
    const state = { clip: { ...clip, ...kind }, request: null, stale: false };
    expect(clipInfo(7, state, links).subtitles_url).toBeNull();
  });

  it('shows the note of the clip, and the poster only once there is one', () => {
    const noted = { ...clip, note: '1 of 2 recordings could not be read.', hasPoster: false };
    expect(clipInfo(7, { clip: noted, request: null, stale: false }, links)).toMatchObject({
      message: noted.note,
      poster_url: null,
    });
  });
});

describe('The answer of generate', () => {
  it('does not speak of signatures where there are none', () => {
    expect(madeAnswer({ ...clip, signedVideo: null }, links).body).not.toHaveProperty('signed_video'); // prettier-ignore
  });

  const completed = {
    event_id: 7,
    status: 'completed',
    clip_url: '/clips/7_clip.mp4',
    rendition_urls: RENDITION_URLS,
    generated_at: at(20),
    error_code: null,
    video_codec: 'hevc',
    codecs: clip.codecs,
    signed_video: clip.signedVideo,
  };
  const nothing = {
    ...{ event_id: 7, clip_url: null, generated_at: null, error_code: null },
    ...{ rendition_urls: null, video_codec: null, codecs: null },
  };
  const interval = '2026-01-03T10:00:00.000Z to 2026-01-03T10:00:10.000Z';

  it.each([
    [
      'for a clip that was made',
      madeAnswer(clip, links),
      201,
      completed,
      'Clip generated successfully',
    ],
    [
      'for a clip with a note',
      madeAnswer({ ...clip, note: 'One still is missing.' }, links),
      201,
      completed,
      'Clip generated successfully. One still is missing.',
    ],
    [
      'for an existing clip',
      existingAnswer(clip, links),
      200,
      completed,
      `A clip from ${interval} exists already. Send "force": true to replace it.`,
    ],
    [
      'for a failed request',
      failedAnswer(requested('failed', { message: 'Full.', errorCode: 'NO_SPACE' })),
      200,
      { ...nothing, status: 'failed', error_code: 'NO_SPACE' },
      'Full.',
    ],
    [
      'for a cancelled request',
      cancelledAnswer(7),
      200,
      { ...nothing, status: 'failed', error_code: 'CANCELLED' },
      'The request was cancelled before the clip was made.',
    ],
    [
      'for a pending request',
      pendingAnswer(7, null),
      202,
      { ...nothing, status: 'pending' },
      'The clip is being made.',
    ],
    [
      'for a request that waits for footage',
      pendingAnswer(7, 'Waiting for footage until then.'),
      202,
      { ...nothing, status: 'pending' },
      'Waiting for footage until then.',
    ],
  ])('%s has its status, body and message', (_, answer, status, body, message) => {
    expect(answer).toEqual({ status, body: { ...body, message } });
  });
});
