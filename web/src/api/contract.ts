// Written by scripts/generate-types.mjs.

export interface paths {
  '/api/media/clips/{filename}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The clip's file, whole or a range of it; answers HEAD as well. */
    get: operations['MediaController_clip'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/media/posters/{filename}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One picture of the clip, taken where the event starts. */
    get: operations['MediaController_poster'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/events': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Events, newest first, a page at a time. */
    get: operations['EventsController_list'];
    put?: never;
    /** Registers an event; the same `external_id` again gives the same event. */
    post: operations['EventsController_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/events/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One event, with what there is of its clip. */
    get: operations['EventsController_get'];
    put?: never;
    post?: never;
    /** Removes the event with its detections and its clip; a protected clip keeps it. */
    delete: operations['EventsController_delete'];
    options?: never;
    head?: never;
    /** Changes when the event ended, its label or its summary; what is left out stays. */
    patch: operations['EventsController_update'];
    trace?: never;
  };
  '/api/events/{id}/detections': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Adds still frames to the event. */
    post: operations['EventsController_addDetections'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/cameras': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The cameras that events were seen on, each with its newest. */
    get: operations['CamerasController_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/recordings': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Recordings, newest first, a page at a time. */
    get: operations['RecordingsController_list'];
    put?: never;
    /** Registers a recording, or up to 1,000; what is left out is read from the file. */
    post: operations['RecordingsController_register'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/recordings/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** Forgets the recording; its file stays. */
    delete: operations['RecordingsController_forget'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/events/{id}/clip': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Whether there is a clip, and all about it. */
    get: operations['ClipsController_info'];
    put?: never;
    post?: never;
    /** Cancels the request that is pending, else removes the clip. */
    delete: operations['ClipsController_remove'];
    options?: never;
    head?: never;
    /** Protects the clip and its event from removal, or lifts that. */
    patch: operations['ClipsController_update'];
    trace?: never;
  };
  '/api/events/{id}/clip/generate': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Has the clip made, unless there is a good one, and waits for it; `Prefer: wait=N` or `respond-async` says how long. */
    post: operations['ClipsController_generate'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/events/{id}/clip/progress': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The making of the clip as server-sent events, until it is done. */
    get: operations['ClipsController_followProgress'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/events/{id}/clip/share': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** A link to the clip for sending to a person. */
    post: operations['ClipsController_share'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/events/{id}/clip.mp4': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Leads to the finished clip, MP4 or GIF; 409 while the first one is being made. */
    get: operations['ClipLinkController_find'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/cleanup': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What retention does, did last, and when it runs next. */
    get: operations['CleanupController_get'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/cleanup/run': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Cleans up now, or only tells what would go. */
    post: operations['CleanupController_run'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/metrics': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What Prometheus collects, in its text format. */
    get: operations['MetricsController_collect'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/health/live': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Whether the process answers at all. */
    get: operations['HealthController_live'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/health/ready': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Whether a clip could be made and served now. */
    get: operations['HealthController_ready'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    ErrorBody: {
      /** @description What went wrong and what to do, for people; a list where a body has several faults. */
      message: string | string[];
      statusCode: number;
      /** @description The status in words. */
      error: string;
      /** @description What went wrong, for programs. */
      code: string;
    };
    EventVideoDto: {
      file_path: string;
      /** Format: date-time */
      started_at?: string | null;
    };
    DetectionDto: {
      file_path: string;
      /** Format: date-time */
      detected_at: string;
    };
    CreateEventDto: {
      camera_id: string;
      label?: string | null;
      summary?: string | null;
      external_id?: string | null;
      /** Format: date-time */
      started_at: string;
      /** Format: date-time */
      ended_at?: string | null;
      video?: components['schemas']['EventVideoDto'] | null;
      detections?: components['schemas']['DetectionDto'][] | null;
    };
    ClipSummary: {
      /**
       * @description The latest request's; the rest describes the file that is served.
       * @enum {string}
       */
      status: 'completed' | 'failed' | 'pending';
      clip_url: string | null;
      poster_url: string | null;
      protected: boolean;
    };
    EventDto: {
      id: number;
      camera_id: string;
      /** Format: date-time */
      started_at: string;
      /** Format: date-time */
      ended_at: string | null;
      label: string | null;
      summary: string | null;
      external_id: string | null;
      clip: components['schemas']['ClipSummary'] | null;
    };
    EventPageDto: {
      events: components['schemas']['EventDto'][];
      next_cursor: string | null;
    };
    UpdateEventDto: {
      label?: string | null;
      summary?: string | null;
      /** Format: date-time */
      ended_at?: string | null;
    };
    AddDetectionsDto: {
      detections: components['schemas']['DetectionDto'][];
    };
    AddedDetectionDto: {
      id: number;
      file_path: string;
      /** Format: date-time */
      detected_at: string;
    };
    DetectionsDto: {
      detections: components['schemas']['AddedDetectionDto'][];
    };
    CameraDto: {
      camera_id: string;
      newest_event: components['schemas']['EventDto'];
    };
    CamerasDto: {
      cameras: components['schemas']['CameraDto'][];
    };
    RegisterRecordingDto: {
      camera_id: string;
      file_path: string;
      /** Format: date-time */
      started_at?: string | null;
      /** @description From one millisecond to a week, which no file of a camera reaches. */
      duration_seconds?: number | null;
    };
    RegisterRecordingsDto: {
      recordings: components['schemas']['RegisterRecordingDto'][];
    };
    RecordingDto: {
      id: number;
      camera_id: string;
      file_path: string;
      /** Format: date-time */
      started_at: string;
      /** Format: date-time */
      ended_at: string;
      /**
       * @description What `started_at` was taken from.
       * @enum {string}
       */
      placed_by: 'file_name' | 'given' | 'creation_time' | 'modified';
    };
    RegisteredRecording: {
      id: number;
    };
    RecordingRefusal: {
      code: string;
      message: string;
    };
    RefusedRecording: {
      error: components['schemas']['RecordingRefusal'];
    };
    RecordingOutcomesDto: {
      recordings: (
        components['schemas']['RegisteredRecording'] | components['schemas']['RefusedRecording']
      )[];
    };
    RecordingPageDto: {
      recordings: components['schemas']['RecordingDto'][];
      next_cursor: string | null;
    };
    Gap: {
      /** Format: date-time */
      starts_at: string;
      /** Format: date-time */
      ends_at: string;
    };
    ClipInfoResponse: {
      event_id: number;
      /** @description Whether the file is there now. */
      clip_available: boolean;
      clip_url: string | null;
      duration_seconds: number | null;
      /** Format: date-time */
      generated_at: string | null;
      file_size_bytes: number | null;
      /** @enum {string} */
      status: 'completed' | 'failed' | 'pending' | 'none';
      /** @description 0 to 100 while the clip is being made, 100 once it is. */
      progress: number | null;
      message: string | null;
      error_code: string | null;
      /** @description Whether the event or its footage changed since the clip was made. */
      stale: boolean;
      /** @enum {string|null} */
      format: 'mp4' | 'gif' | null;
      /**
       * Format: date-time
       * @description The footage's own first instant.
       */
      starts_at: string | null;
      /**
       * Format: date-time
       * @description The end of the footage's last frame.
       */
      ends_at: string | null;
      /** Format: date-time */
      requested_starts_at: string | null;
      /** Format: date-time */
      requested_ends_at: string | null;
      /** @description Stretches inside the request with no footage. */
      gaps: components['schemas']['Gap'][] | null;
      /** @enum {string|null} */
      method: 'smart' | 'copy' | 'transcode' | 'images' | null;
      frames: number | null;
      width: number | null;
      height: number | null;
      sha256: string | null;
      poster_url: string | null;
      /** @description Kept, with its event, until this is lifted. */
      protected: boolean;
      protected_reason: string | null;
    };
    ClipGenerateRequest: {
      /** @description Seconds from the event's start at which the clip begins. Default: the configured pre-roll. */
      start_offset_seconds?: number | null;
      /** @description Seconds from the event's start at which the clip ends. Default: the event's end and the post-roll. */
      end_offset_seconds?: number | null;
      /** @description Frames per second of a clip made of still frames. Default 2. */
      fps?: number | null;
      /** @description Makes the clip anew although one exists. */
      force?: boolean | null;
      /**
       * @description Default `mp4`.
       * @enum {string|null}
       */
      output_format?: 'mp4' | 'gif' | null;
      /**
       * @description `auto` (default) prefers video and falls back to still frames.
       * @enum {string|null}
       */
      source?: 'auto' | 'video' | 'images' | null;
      /**
       * @description How video is cut. Default: as configured, `smart`.
       * @enum {string|null}
       */
      cut?: 'smart' | 'keyframe' | 'transcode' | null;
    };
    ClipGenerateResponse: {
      event_id: number;
      /** @enum {string} */
      status: 'completed' | 'failed' | 'pending';
      clip_url: string | null;
      /** Format: date-time */
      generated_at: string | null;
      message: string;
      /** @description Why generation failed; null otherwise. */
      error_code: string | null;
    };
    ClipProgress: {
      /** @enum {string} */
      status: 'completed' | 'failed' | 'pending' | 'none';
      /** @description 0 to 100 while the clip is being made, 100 once it is. */
      progress: number | null;
      message: string | null;
    };
    ClipShareRequest: {
      /** @description How long the link is good, at most a year. Default: as configured for all links. */
      ttl_seconds?: number | null;
    };
    ClipShareResponse: {
      event_id: number;
      /** @description Needs no key; where keys are in use it is signed for this one file. */
      clip_url: string;
    };
    ClipUpdate: {
      /** @description Keeps the clip and its event, whatever retention says, until it is lifted. */
      protected: boolean;
      /** @description Why, for those who look later. */
      reason?: string | null;
    };
    CleanupPolicyDto: {
      /** @description 0: for ever. */
      retention_days: number;
      clips_max_bytes: number | null;
      clips_min_free_bytes: number | null;
      max_fraction: number;
      cron: string;
      timezone: string;
    };
    CleanupStop: {
      /** @enum {string} */
      code: 'CLIPS_FOLDER_UNUSABLE' | 'CLIPS_MISSING' | 'CLIPS_UNKNOWN' | 'SHUTDOWN';
      message: string;
    };
    CleanupCounts: {
      events: number;
      detections: number;
      clips: number;
      recordings: number;
      files: number;
      /** @description Of the files. */
      bytes: number;
    };
    CleanupReasons: {
      interrupted: components['schemas']['CleanupCounts'];
      age: components['schemas']['CleanupCounts'];
      missing: components['schemas']['CleanupCounts'];
      orphan: components['schemas']['CleanupCounts'];
      temporary: components['schemas']['CleanupCounts'];
      space: components['schemas']['CleanupCounts'];
    };
    CleanupHeld: {
      /** @description Clips that are protected. */
      clips: number;
      bytes: number;
      /** @description Events that would have gone by age. */
      events: number;
    };
    CleanupResult: {
      /** Format: date-time */
      started_at: string;
      /** Format: date-time */
      finished_at: string;
      dry_run: boolean;
      stopped: components['schemas']['CleanupStop'] | null;
      reasons: components['schemas']['CleanupReasons'];
      held: components['schemas']['CleanupHeld'];
      /** @description Files that could not be removed; the next run tries again. */
      errors: number;
      /** @description What operators should know, in sentences. */
      warnings: string[];
    };
    CleanupDto: {
      policy: components['schemas']['CleanupPolicyDto'];
      last_run: components['schemas']['CleanupResult'] | null;
      /**
       * Format: date-time
       * @description Null where this service runs no cleanups by itself.
       */
      next_run_at: string | null;
    };
    CleanupRunRequest: {
      /** @description Only counts what would go. */
      dry_run?: boolean | null;
    };
    HealthDto: {
      /** @description What was checked and why it is down; for those who are known. */
      details?: {
        [key: string]: Record<string, never>;
      };
      /** @enum {string} */
      status: 'error' | 'ok';
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  MediaController_clip: {
    parameters: {
      query?: {
        /** @description As a file to save, with a name that people can read. */
        download?: '1';
      };
      header?: never;
      path: {
        filename: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'video/mp4': string;
          'image/gif': string;
        };
      };
      /** @description The range that was asked for. */
      206: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'video/mp4': string;
          'image/gif': string;
        };
      };
      /** @description What went wrong. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'];
        };
      };
    };
  };
  MediaController_poster: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        filename: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'image/jpeg': string;
        };
      };
      /** @description What went wrong. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'];
        };
      };
    };
  };
  EventsController_list: {
    parameters: {
      query?: {
        camera_id?: string;
        limit?: number;
        /** @description Events that start at this instant or later. */
        from?: string;
        /** @description Events that start before this instant. */
        to?: string;
        has_clip?: boolean;
        /** @description The `next_cursor` of the page before. */
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EventPageDto'];
        };
      };
      /** @description What went wrong. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'];
        };
      };
    };
  };
  EventsController_create: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CreateEventDto'];
      };
    };
    responses: {
      /** @description It was registered before. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EventDto'];
        };
      };
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EventDto'];
        };
      };
      /** @description What went wrong. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'];
        };
      };
    };
  };
  EventsController_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EventDto'];
        };
      };
      /** @description What went wrong. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'];
        };
      };
    };
  };
  EventsController_delete: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description What went wrong. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'];
        };
      };
    };
  };
  EventsController_update: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['UpdateEventDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EventDto'];
        };
      };
      /** @description What went wrong. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'];
        };
      };
    };
  };
  EventsController_addDetections: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['AddDetectionsDto'];
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DetectionsDto'];
        };
      };
      /** @description What went wrong. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'];
        };
      };
    };
  };
  CamerasController_list: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CamerasDto'];
        };
      };
      /** @description What went wrong. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'];
        };
      };
    };
  };
  RecordingsController_list: {
    parameters: {
      query?: {
        camera_id?: string;
        limit?: number;
        /** @description Recordings that end after this instant. */
        from?: string;
        /** @description Recordings that start before this instant. */
        to?: string;
        /** @description The `next_cursor` of the page before. */
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RecordingPageDto'];
        };
      };
      /** @description What went wrong. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'];
        };
      };
    };
  };
  RecordingsController_register: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json':
          | components['schemas']['RegisterRecordingDto']
          | components['schemas']['RegisterRecordingsDto'];
      };
    };
    responses: {
      /** @description It was read again; or what became of each of several. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json':
            components['schemas']['RecordingDto'] | components['schemas']['RecordingOutcomesDto'];
        };
      };
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RecordingDto'];
        };
      };
      /** @description What went wrong. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'];
        };
      };
    };
  };
  RecordingsController_forget: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description What went wrong. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'];
        };
      };
    };
  };
  ClipsController_info: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ClipInfoResponse'];
        };
      };
      /** @description What went wrong. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'];
        };
      };
    };
  };
  ClipsController_remove: {
    parameters: {
      query?: {
        /** @description Only cancels the pending request: a clip that was finished a moment before stays. */
        pending_only?: boolean;
      };
      header?: never;
      path: {
        id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description What went wrong. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'];
        };
      };
    };
  };
  ClipsController_update: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ClipUpdate'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ClipInfoResponse'];
        };
      };
      /** @description What went wrong. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'];
        };
      };
    };
  };
  ClipsController_generate: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ClipGenerateRequest'];
      };
    };
    responses: {
      /** @description There was one already, or it could not be made: `status` tells. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ClipGenerateResponse'];
        };
      };
      /** @description The clip is made. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ClipGenerateResponse'];
        };
      };
      /** @description It is still pending. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ClipGenerateResponse'];
        };
      };
      /** @description What went wrong. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'];
        };
      };
    };
  };
  ClipsController_followProgress: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/event-stream': components['schemas']['ClipProgress'];
        };
      };
      /** @description What went wrong. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'];
        };
      };
    };
  };
  ClipsController_share: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ClipShareRequest'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ClipShareResponse'];
        };
      };
      /** @description What went wrong. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'];
        };
      };
    };
  };
  ClipLinkController_find: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description What went wrong. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'];
        };
      };
    };
  };
  CleanupController_get: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CleanupDto'];
        };
      };
      /** @description What went wrong. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'];
        };
      };
    };
  };
  CleanupController_run: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CleanupRunRequest'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CleanupResult'];
        };
      };
      /** @description What went wrong. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'];
        };
      };
    };
  };
  MetricsController_collect: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/plain': string;
        };
      };
      /** @description What went wrong. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'];
        };
      };
    };
  };
  HealthController_live: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['HealthDto'];
        };
      };
      /** @description What went wrong. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'];
        };
      };
    };
  };
  HealthController_ready: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['HealthDto'];
        };
      };
      /** @description It could not. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['HealthDto'];
        };
      };
      /** @description What went wrong. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'];
        };
      };
    };
  };
}
