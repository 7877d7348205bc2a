import type { Wire } from '../../../common/example.js';
import type { ClipGenerateResponse, ClipInfoResponse, ClipProgress } from './clip-answers.dto.js';
import type { ClipGenerateRequest } from './clip-generate-request.dto.js';
import type { ClipShareRequest, ClipShareResponse } from './clip-share.dto.js';
import type { ClipUpdate } from './clip-update.dto.js';

const clip_url = '/api/media/clips/123_clip.mp4';
const generated_at = '2026-01-03T10:30:22.481Z';

export const CLIP_INFO: Wire<ClipInfoResponse> = {
  event_id: 123,
  clip_available: true,
  clip_url,
  duration_seconds: 25,
  generated_at,
  file_size_bytes: 12_482_913,
  status: 'completed',
  progress: 100,
  message: null,
  error_code: null,
  stale: false,
  format: 'mp4',
  starts_at: '2026-01-03T10:29:55.000Z',
  ends_at: '2026-01-03T10:30:20.000Z',
  requested_starts_at: '2026-01-03T10:29:55.000Z',
  requested_ends_at: '2026-01-03T10:30:20.000Z',
  gaps: [],
  method: 'smart',
  frames: 375,
  width: 1920,
  height: 1080,
  sha256: '927d266aab34eae53fb6836f1492f3c0bda90d721bba5876227cda6b775b9c45',
  poster_url: '/api/media/posters/123.jpg',
  protected: false,
  protected_reason: null,
};

export const PROTECTED_CLIP: Wire<ClipInfoResponse> = {
  ...CLIP_INFO,
  protected: true,
  protected_reason: 'case 12',
};

export const CLIP_WISHES: Wire<ClipGenerateRequest> = {
  start_offset_seconds: -5,
  end_offset_seconds: 20,
  force: false,
};

export const CLIP_MADE: Wire<ClipGenerateResponse> = {
  event_id: 123,
  status: 'completed',
  clip_url,
  generated_at,
  message: 'Clip generated successfully',
  error_code: null,
};

export const CLIP_THERE: Wire<ClipGenerateResponse> = {
  ...CLIP_MADE,
  message:
    'A clip from 2026-01-03T10:29:55.000Z to 2026-01-03T10:30:20.000Z exists already. Send "force": true to replace it.',
};

const noClip = { event_id: 123, clip_url: null, generated_at: null };

export const CLIP_PENDING: Wire<ClipGenerateResponse> = {
  ...noClip,
  status: 'pending',
  message: 'The clip is being made.',
  error_code: null,
};

export const CLIP_FAILED: Wire<ClipGenerateResponse> = {
  ...noClip,
  status: 'failed',
  message: 'The video file does not exist. Check its path.',
  error_code: 'VIDEO_NOT_FOUND',
};

/** The stream from a clip that waits to one that is made. */
export const CLIP_PROGRESS = [
  { status: 'pending', progress: 0, message: null },
  { status: 'pending', progress: 60, message: null },
  { status: 'completed', progress: 100, message: null },
] satisfies Wire<ClipProgress>[];

export const CLIP_SHARE: Wire<ClipShareRequest> = { ttl_seconds: 86_400 };

export const SHARED_CLIP: Wire<ClipShareResponse> = {
  event_id: 123,
  clip_url: `${clip_url}?expires=1767522660&signature=8lL763-P21rwraQEDo3qmRFPm-4KTgDTOQh2XW8NG8E`,
};

export const CLIP_HOLD: Wire<ClipUpdate> = { protected: true, reason: 'case 12' };
