export const EXPORT_REQUEST = {
  name: 'Case 12',
  items: [
    { event_id: 123 },
    { camera_id: 'yard', from: '2026-01-03T10:25:00.000Z', to: '2026-01-03T10:35:00.000Z' },
  ],
  all_or_nothing: false,
};

export const EXPORT_SUMMARY = {
  id: 7,
  name: 'Case 12',
  status: 'completed',
  progress: 100,
  message: null,
  error_code: null,
  video_codec: null,
  all_or_nothing: false,
  estimated_bytes: 210482913,
  file_size_bytes: 208113402,
  sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  download_url: '/api/media/exports/7.zip',
  requested_at: '2026-01-03T11:00:00.000Z',
  requested_by: 'nvr',
  ended_at: '2026-01-03T11:00:21.480Z',
  expires_at: '2026-01-10T11:00:21.480Z',
  protected: false,
} as const;

export const EXPORT = {
  ...EXPORT_SUMMARY,
  items: [
    {
      event_id: 123,
      camera_id: null,
      from: null,
      to: null,
      status: 'completed',
      error_code: null,
      message: null,
      file: 'clips/001_front-door_2026-01-03T10-30-00Z.mp4',
    },
    {
      event_id: null,
      camera_id: 'yard',
      from: '2026-01-03T10:25:00.000Z',
      to: '2026-01-03T10:35:00.000Z',
      status: 'completed',
      error_code: null,
      message: null,
      file: 'clips/002_yard_2026-01-03T10-25-00Z.mp4',
    },
  ],
} as const;

export const EXPORT_PAGE = { exports: [EXPORT_SUMMARY], next_cursor: null };

export const EXPORT_PROTECTION = { protected: true };

export const EXPORT_PROGRESS = [
  { status: 'pending', progress: 40, message: null },
  { status: 'completed', progress: 100, message: null },
] as const;
