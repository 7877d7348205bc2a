import type { Wire } from '../../common/example.js';
import type { AddDetectionsDto } from './add-detections.dto.js';
import type { CreateEventDto } from './create-event.dto.js';
import type { DetectionsDto } from './detections.dto.js';
import type { CamerasDto, EventDto, EventPageDto } from './event.dto.js';
import type { RecordingOutcomesDto } from './recording-outcomes.dto.js';
import type { RecordingDto, RecordingPageDto } from './recording.dto.js';
import type { RegisterRecordingDto, RegisterRecordingsDto } from './register-recording.dto.js';
import type { UpdateEventDto } from './update-event.dto.js';

const camera_id = 'front-door';
const recorded = (time: string) => `/media/${camera_id}/2026-01-03_${time}.mp4`;

export const NEW_EVENT: Wire<CreateEventDto> = {
  camera_id,
  started_at: '2026-01-03T10:30:00Z',
  ended_at: '2026-01-03T10:30:15Z',
  label: 'person',
  summary: 'Someone rings at the door.',
  external_id: 'nvr-8d41',
  video: { file_path: recorded('10-25-00'), started_at: '2026-01-03T10:25:00Z' },
};

/** As it is answered before a clip was asked for. */
export const CREATED_EVENT: Wire<EventDto> = {
  id: 123,
  camera_id,
  started_at: '2026-01-03T10:30:00.000Z',
  ended_at: '2026-01-03T10:30:15.000Z',
  label: 'person',
  summary: 'Someone rings at the door.',
  external_id: 'nvr-8d41',
  clip: null,
};

export const EVENT: Wire<EventDto> = {
  ...CREATED_EVENT,
  clip: {
    status: 'completed',
    clip_url: '/api/media/clips/123_clip.mp4',
    poster_url: '/api/media/posters/123.jpg',
    protected: false,
  },
};

export const EVENT_PAGE: Wire<EventPageDto> = {
  events: [EVENT],
  next_cursor: 'MjAyNi0wMS0wM1QxMDozMDowMC4wMDBaIDEyMw',
};

export const CAMERAS: Wire<CamerasDto> = { cameras: [{ camera_id, newest_event: EVENT }] };

export const EVENT_UPDATE: Wire<UpdateEventDto> = {
  ended_at: '2026-01-03T10:30:15Z',
  summary: 'Someone rings at the door.',
};

const [STILL, NEXT_STILL] = [1, 2].map((n) => `/media/${camera_id}/stills/123-${n}.jpg`) as [
  string,
  string,
];

export const NEW_DETECTIONS: Wire<AddDetectionsDto> = {
  detections: [
    { file_path: STILL, detected_at: '2026-01-03T10:30:02Z' },
    { file_path: NEXT_STILL, detected_at: '2026-01-03T10:30:04Z' },
  ],
};

export const DETECTIONS: Wire<DetectionsDto> = {
  detections: [
    { id: 501, file_path: STILL, detected_at: '2026-01-03T10:30:02.000Z' },
    { id: 502, file_path: NEXT_STILL, detected_at: '2026-01-03T10:30:04.000Z' },
  ],
};

export const NEW_RECORDING: Wire<RegisterRecordingDto> = {
  camera_id,
  file_path: recorded('10-25-00'),
  started_at: '2026-01-03T10:25:00Z',
};

export const NEW_RECORDINGS: Wire<RegisterRecordingsDto> = {
  recordings: [NEW_RECORDING, { camera_id, file_path: recorded('10-35-00') }],
};

export const RECORDING: Wire<RecordingDto> = {
  id: 41,
  camera_id,
  file_path: recorded('10-25-00'),
  started_at: '2026-01-03T10:25:00.000Z',
  ended_at: '2026-01-03T10:35:00.000Z',
  placed_by: 'given',
};

export const RECORDING_PAGE: Wire<RecordingPageDto> = {
  recordings: [RECORDING],
  next_cursor: null,
};

export const RECORDING_OUTCOMES: Wire<RecordingOutcomesDto> = {
  recordings: [
    { id: 41 },
    {
      error: {
        code: 'VIDEO_NOT_FOUND',
        message:
          'There is no such file, or it may not be read. Check the path, and whether its upload has finished.',
      },
    },
  ],
};
