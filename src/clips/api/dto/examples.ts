const clip_url = '/api/media/clips/123_clip.mp4';
const codecs = 'avc1.64001F, mp4a.40.2';
const generated_at = '2026-01-03T10:30:22.481Z';
const RENDITION_URLS = Object.fromEntries(
  ['notify', 'chat', 'timelapse', 'gif'].map((name) => [name, `${clip_url}?rendition=${name}`]),
);

export const CLIP_INFO = {
  event_id: 123,
  clip_available: true,
  clip_url,
  rendition_urls: RENDITION_URLS,
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
  signed_video: null,
  method: 'smart',
  video_codec: 'h264',
  codecs,
  frames: 375,
  width: 1920,
  height: 1080,
  sha256: '927d266aab34eae53fb6836f1492f3c0bda90d721bba5876227cda6b775b9c45',
  poster_url: '/api/media/posters/123.jpg',
  subtitles_url: '/api/media/clips/123.vtt',
  protected: false,
  protected_reason: null,
} as const;

export const PROTECTED_CLIP = {
  ...CLIP_INFO,
  protected: true,
  protected_reason: 'case 12',
} as const;

export const CLIP_GENERATION = {
  start_offset_seconds: -5,
  end_offset_seconds: 20,
  force: false,
} as const;

export const CLIP_MADE = {
  event_id: 123,
  status: 'completed',
  clip_url,
  rendition_urls: RENDITION_URLS,
  generated_at,
  message: 'Clip generated successfully',
  error_code: null,
  video_codec: 'h264',
  codecs,
} as const;

export const CLIP_EXISTING = {
  ...CLIP_MADE,
  message:
    'A clip from 2026-01-03T10:29:55.000Z to 2026-01-03T10:30:20.000Z exists already. Send "force": true to replace it.',
} as const;

const noClip = {
  event_id: 123,
  clip_url: null,
  rendition_urls: null,
  generated_at: null,
  video_codec: null,
  codecs: null,
};

export const CLIP_PENDING = {
  ...noClip,
  status: 'pending',
  message: 'The clip is being made.',
  error_code: null,
} as const;

export const CLIP_FAILED = {
  ...noClip,
  status: 'failed',
  message: 'The video file does not exist. Check its path.',
  error_code: 'VIDEO_NOT_FOUND',
} as const;

export const CAMERA_CLIP = {
  camera_id: 'front-door',
  status: 'completed',
  clip_url:
    '/api/cameras/front-door/clip.mp4?from=2026-01-03T10%3A29%3A55.000Z&to=2026-01-03T10%3A30%3A20.000Z&cut=smart&video_codec=h264',
  duration_seconds: 20,
  generated_at,
  file_size_bytes: 9_986_330,
  message: null,
  starts_at: '2026-01-03T10:29:55.000Z',
  ends_at: '2026-01-03T10:30:20.000Z',
  requested_starts_at: '2026-01-03T10:29:55.000Z',
  requested_ends_at: '2026-01-03T10:30:20.000Z',
  gaps: [{ starts_at: '2026-01-03T10:30:05.000Z', ends_at: '2026-01-03T10:30:10.000Z' }],
  signed_video: null,
  method: 'smart',
  video_codec: 'h264',
  codecs,
  frames: 300,
  width: 1920,
  height: 1080,
  sha256: '927d266aab34eae53fb6836f1492f3c0bda90d721bba5876227cda6b775b9c45',
} as const;

/** From a pending clip to one that is made. */
export const CLIP_PROGRESS = [
  { status: 'pending', progress: 0, message: null },
  { status: 'pending', progress: 60, message: null },
  { status: 'completed', progress: 100, message: null },
] as const;

export const CLIP_SHARE = { ttl_seconds: 86_400, current: false } as const;

export const SHARED_CLIP = {
  event_id: 123,
  rendition_urls: {
    gif: `${clip_url}?rendition=gif&expires=1767522660&version=927d266aab34eae5&signature=uLmJqP3x.Wm1H2c3_KxhO9mEbqgV5vQG6pZ4nTrYdJ8fLwEoA7s0`,
  },
  subtitles_url: `/api/media/clips/123.vtt?expires=1767522660&version=927d266aab34eae5&signature=uLmJqP3x.k2Yw0rT7uQeXn5ZcBvHsJdMfGiLpAoE1R9tWqS4x6bC`,
  clip_url: `${clip_url}?expires=1767522660&version=927d266aab34eae5&signature=uLmJqP3x.8lL763-P21rwraQEDo3qmRFPm-4KTgDTOQh2XW8NG8E`,
} as const;

export const CLIP_PROTECTION = { protected: true, reason: 'case 12' } as const;
