const nothing = { events: 0, detections: 0, clips: 0, recordings: 0, files: 0, bytes: 0 };

const FRONT_DOOR = {
  camera_id: 'front-door',
  retention_days: 14,
  retention_days_by_label: { person: 90 },
} as const;

const LAST_RUN = {
  dry_run: false,
  started_at: '2026-01-03T03:00:00.012Z',
  finished_at: '2026-01-03T03:00:00.734Z',
  stopped: null,
  to_confirm: null,
  reasons: {
    interrupted: nothing,
    age: { events: 12, detections: 40, clips: 12, recordings: 288, files: 24, bytes: 149_794_956 },
    expired: nothing,
    missing: nothing,
    orphan: nothing,
    temporary: nothing,
    space: nothing,
  },
  held: { clips: 1, bytes: 12_482_913, events: 0, late_events: 0 },
  cameras: [{ ...FRONT_DOOR, events: 2, recordings: 96 }],
  errors: 0,
  warnings: [],
} as const;

export const CLEANUP = {
  policy: {
    retention_days: 30,
    cameras: [FRONT_DOOR],
    clips_max_bytes: null,
    clips_min_free_bytes: null,
    max_fraction: 0.5,
    cron: '0 3 * * *',
    timezone: 'UTC',
  },
  last_run: LAST_RUN,
  last_completed_at: '2026-01-03T03:00:00.734Z',
  overdue: false,
  next_run_at: '2026-01-04T03:00:00.000Z',
} as const;

export const PREVIEW = { dry_run: true } as const;

export const PREVIEWED = {
  ...LAST_RUN,
  dry_run: true,
  started_at: '2026-01-03T10:31:00.108Z',
  finished_at: '2026-01-03T10:31:00.522Z',
} as const;
