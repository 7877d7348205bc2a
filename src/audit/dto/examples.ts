export const AUDIT_ENTRY = {
  id: 4711,
  at: '2026-01-03T11:02:03.456Z',
  action: 'clip.viewed',
  actor: 'key',
  key: 'nvr',
  user: 'alice@example.com',
  address: null,
  request_id: '0b1f6a4e-3c5d-4e8f-9a7b-2c1d0e3f4a5b',
  rule: null,
  event_ids: [123],
  camera_ids: ['front-door'],
  export_ids: [],
  recording_ids: [],
  files: ['123_clip.mp4'],
  starts_at: null,
  ends_at: null,
} as const;

export const AUDIT_PAGE = { enabled: true, entries: [AUDIT_ENTRY], next_cursor: null } as const;
