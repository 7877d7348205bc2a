import type { ClipGenerationErrorCode } from '../model/clip-generation-error.js';
import type { RenditionUrls } from '../../media/serving/rendition-urls.dto.js';
import type { RenditionName } from '../../media/storage/clip-file.js';
import {
  neededToPlay,
  offeredRenditions,
  type RenditionSource,
} from '../model/needed-renditions.js';
import { videoCodecOf } from '../model/clip-video-codec.js';
import { hasTimeOfDay } from '../model/time-of-day.js';
import type { ClipRequest, ClipRequestState } from '../records/clip-request.entity.js';
import type { Clip } from '../records/clip.entity.js';
import type { ClipStatus } from '../../events/clips/event-clips.js';
import type { ClipGenerateResponse, ClipInfoResponse } from './dto/clip-answers.dto.js';

/** The state of an event's clip. */
export interface ClipState {
  /** Null also where the clip is recorded but its file is missing. */
  readonly clip: Clip | null;
  readonly request: ClipRequest | null;
  readonly stale: boolean;
}

/** Where clips and posters are served; `MediaLinks` outside of tests. */
export interface ClipLinks {
  /** Of the version of the clip that has this hash. */
  clip(fileName: string, version: { sha256: string }): string;
  /** Of the clip of that version; `name` is one of its renditions. */
  rendition(fileName: string, name: string, version: { sha256: string }): string;
  poster(eventId: number, version: { sha256: string }): string;
  subtitles(eventId: number, version: { sha256: string }): string;
}

export function clipInfo(
  eventId: number,
  { clip, request, stale }: ClipState,
  links: ClipLinks,
): ClipInfoResponse {
  return {
    event_id: eventId,
    clip_available: clip !== null,
    clip_url: clip && clipLink(clip, links),
    rendition_urls: clip && renditionLinks(clip, links),
    duration_seconds: clip?.durationSeconds ?? null,
    generated_at: clip?.generatedAt ?? null,
    file_size_bytes: clip?.bytes ?? null,
    status: statusOf(clip, request?.state ?? null),
    progress: progressOf(statusOf(clip, request?.state ?? null), request),
    message: messageOf(clip, request),
    error_code: request?.errorCode ?? null,
    stale,
    format: clip?.format ?? null,
    starts_at: clip?.startsAt ?? null,
    ends_at: clip?.endsAt ?? null,
    requested_starts_at: clip?.requestedStartsAt ?? null,
    requested_ends_at: clip?.requestedEndsAt ?? null,
    gaps: clip?.gaps ?? null,
    signed_video: clip?.signedVideo ?? null,
    method: clip?.method ?? null,
    video_codec: clip && videoCodecOf(clip),
    codecs: clip?.codecs ?? null,
    frames: clip?.frames ?? null,
    width: clip?.width ?? null,
    height: clip?.height ?? null,
    sha256: clip?.sha256 ?? null,
    poster_url: clip?.hasPoster ? posterLink(clip, links) : null,
    subtitles_url: clip && subtitlesLink(clip, links),
    protected: clip?.protected ?? false,
    protected_reason: clip?.protectedReason ?? null,
  };
}

/** Where this version of a clip is served. */
export function clipLink(
  { fileName, sha256 }: Pick<Clip, 'fileName' | 'sha256'>,
  links: ClipLinks,
): string {
  return links.clip(fileName, { sha256 });
}

/** Where the renditions of this version of a clip are served; null where there are none. */
export function renditionLinks(
  clip: Pick<Clip, 'fileName' | 'sha256'> & RenditionSource,
  links: ClipLinks,
): RenditionUrls | null {
  return linksOf(offeredRenditions(clip), clip, links);
}

/** Only of those without which some players show nothing: a list of events has many clips. */
export function playableLinks(
  clip: Pick<Clip, 'fileName' | 'sha256' | 'format' | 'codecs'>,
  links: ClipLinks,
): RenditionUrls | null {
  return linksOf(neededToPlay(clip), clip, links);
}

function linksOf(
  names: readonly RenditionName[],
  { fileName, sha256 }: Pick<Clip, 'fileName' | 'sha256'>,
  links: ClipLinks,
): RenditionUrls | null {
  const urls = names.map((name): [string, string] => [
    name,
    links.rendition(fileName, name, { sha256 }),
  ]);
  return urls.length > 0 ? Object.fromEntries(urls) : null;
}

export function posterLink(
  { eventId, sha256 }: Pick<Clip, 'eventId' | 'sha256'>,
  links: ClipLinks,
): string {
  return links.poster(eventId, { sha256 });
}

/** Where the time of day is served; null for a clip that does not show time as it passed. */
export function subtitlesLink(
  clip: Pick<Clip, 'eventId' | 'sha256' | 'method' | 'format'>,
  links: ClipLinks,
): string | null {
  return hasTimeOfDay(clip) ? links.subtitles(clip.eventId, { sha256: clip.sha256 }) : null;
}

/** The state of the latest request; a completed request counts only while its clip exists. */
export function statusOf(clip: object | null, state: ClipRequestState | null): ClipStatus {
  if (state === 'pending' || state === 'failed') return state;
  return clip ? 'completed' : 'none';
}

/** 0 to 100 while the clip is being made, 100 once it is. */
export function progressOf(
  status: ClipStatus,
  request: Pick<ClipRequest, 'progress'> | null,
): number | null {
  if (status === 'completed') return 100;
  return status === 'pending' ? (request?.progress ?? 0) : null;
}

export function messageOf(
  clip: Pick<Clip, 'note'> | null,
  request: Pick<ClipRequest, 'message'> | null,
): string | null {
  return request?.message ?? clip?.note ?? null;
}

/** The answer of a generate call: 201 where the clip was made for this call or for one that it joined. */
export interface GenerateAnswer {
  readonly status: 200 | 201 | 202;
  readonly body: ClipGenerateResponse;
}

export function madeAnswer(clip: Clip, links: ClipLinks): GenerateAnswer {
  const message = ['Clip generated successfully', clip.note].filter(Boolean).join('. ');
  return { status: 201, body: completed(clip, message, links) };
}

export function existingAnswer(clip: Clip, links: ClipLinks): GenerateAnswer {
  const [from, to] = [clip.requestedStartsAt, clip.requestedEndsAt].map((at) => at.toISOString());
  const message = `A clip from ${from} to ${to} exists already. Send "force": true to replace it.`;
  return { status: 200, body: completed(clip, message, links) };
}

export function failedAnswer({ eventId, message, errorCode }: ClipRequest): GenerateAnswer {
  return failed(eventId, message ?? 'The clip could not be made.', errorCode);
}

export function cancelledAnswer(eventId: number): GenerateAnswer {
  return failed(eventId, 'The request was cancelled before the clip was made.', 'CANCELLED');
}

export function pendingAnswer(eventId: number, message: string | null): GenerateAnswer {
  return {
    status: 202,
    body: {
      ...unavailable(eventId),
      status: 'pending',
      message: message ?? 'The clip is being made.',
    },
  };
}

function completed(clip: Clip, message: string, links: ClipLinks): ClipGenerateResponse {
  return {
    event_id: clip.eventId,
    status: 'completed',
    clip_url: clipLink(clip, links),
    rendition_urls: renditionLinks(clip, links),
    generated_at: clip.generatedAt,
    message,
    error_code: null,
    video_codec: videoCodecOf(clip),
    codecs: clip.codecs,
    ...(clip.signedVideo && { signed_video: clip.signedVideo }),
  };
}

function failed(
  eventId: number,
  message: string,
  error_code: ClipGenerationErrorCode | null,
): GenerateAnswer {
  return { status: 200, body: { ...unavailable(eventId), status: 'failed', message, error_code } };
}

function unavailable(event_id: number) {
  return {
    ...{ event_id, clip_url: null, rendition_urls: null, generated_at: null, error_code: null },
    ...{ video_codec: null, codecs: null },
  };
}
