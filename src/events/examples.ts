const camera_id = 'front-door';
const recorded = (time: string) => `/media/${camera_id}/2026-01-03_${time}.mp4`;

export const NEW_EVENT = {
  camera_id,
  started_at: '2026-01-03T10:30:00Z',
  ended_at: '2026-01-03T10:30:15Z',
  label: 'person',
  summary: 'Someone rings at the door.',
  external_id: 'nvr-8d41',
  video: { file_path: recorded('10-25-00'), started_at: '2026-01-03T10:25:00Z' },
} as const;

/** Before a clip is requested. */
export const CREATED_EVENT = {
  id: 123,
  camera_id,
  started_at: '2026-01-03T10:30:00.000Z',
  ended_at: '2026-01-03T10:30:15.000Z',
  label: 'person',
  summary: 'Someone rings at the door.',
  external_id: 'nvr-8d41',
  clip: null,
} as const;

export const EVENT = {
  ...CREATED_EVENT,
  clip: {
    status: 'completed',
    clip_url: '/api/media/clips/123_clip.mp4',
    rendition_urls: null,
    poster_url: '/api/media/posters/123.jpg',
    protected: false,
    duration_seconds: 25,
    progress: 100,
    message: null,
    error_code: null,
  },
} as const;

export const EVENT_PAGE = {
  events: [EVENT],
  next_cursor: 'MjAyNi0wMS0wM1QxMDozMDowMC4wMDBaIDEyMw',
} as const;

export const CAMERAS = { cameras: [{ camera_id, newest_event: EVENT }] } as const;

export const NEW_CAMERA = {
  name: 'Front door',
  time_zone: 'Europe/Berlin',
  clock_offset_seconds: 7,
  file_pattern: '%path/%d-%m-%Y_%H-%M-%S',
  retention_days: 14,
  retention_days_by_label: { person: 90 },
  quiet_after_seconds: 900,
} as const;

export const CAMERA = { camera_id, ...NEW_CAMERA, silent_since: null } as const;

export const COVERAGE = {
  camera_id,
  from: '2026-01-03T00:00:00.000Z',
  to: '2026-01-04T00:00:00.000Z',
  recorded: [
    { starts_at: '2026-01-03T00:00:00.000Z', ends_at: '2026-01-03T10:35:00.000Z' },
    { starts_at: '2026-01-03T11:00:00.000Z', ends_at: '2026-01-04T00:00:00.000Z' },
  ],
  gaps: [{ starts_at: '2026-01-03T10:35:00.000Z', ends_at: '2026-01-03T11:00:00.000Z' }],
  recorded_seconds: 84_900,
  gap_seconds: 1500,
  newest_recording_ends_at: '2026-01-04T00:05:00.000Z',
  continues_at: null,
} as const;

export const EVENT_UPDATE = {
  ended_at: '2026-01-03T10:30:15Z',
  summary: 'Someone rings at the door.',
} as const;

const [STILL, NEXT_STILL] = [1, 2].map((n) => `/media/${camera_id}/stills/123-${n}.jpg`) as [
  string,
  string,
];

export const NEW_DETECTIONS = {
  detections: [
    { file_path: STILL, detected_at: '2026-01-03T10:30:02Z' },
    { file_path: NEXT_STILL, detected_at: '2026-01-03T10:30:04Z' },
  ],
} as const;

export const DETECTIONS = {
  detections: [
    { id: 501, file_path: STILL, detected_at: '2026-01-03T10:30:02.000Z' },
    { id: 502, file_path: NEXT_STILL, detected_at: '2026-01-03T10:30:04.000Z' },
  ],
} as const;

export const NEW_RECORDING = {
  camera_id,
  file_path: recorded('10-25-00'),
  started_at: '2026-01-03T10:25:00Z',
} as const;

export const NEW_RECORDINGS = {
  recordings: [NEW_RECORDING, { camera_id, file_path: recorded('10-35-00') }],
} as const;

export const RECORDING = {
  id: 41,
  camera_id,
  file_path: recorded('10-25-00'),
  started_at: '2026-01-03T10:25:00.000Z',
  ended_at: '2026-01-03T10:35:00.000Z',
  placed_by: 'given',
} as const;

export const RECORDING_PAGE = {
  recordings: [RECORDING],
  next_cursor: null,
} as const;

export const RECORDING_OUTCOMES = {
  recordings: [
    { id: 41, placed_by: 'file_name' },
    {
      error: {
        code: 'VIDEO_NOT_FOUND',
        message:
          'There is no such file, or it may not be read. Check the path, and whether its upload has finished.',
      },
    },
  ],
} as const;
