// Written by scripts/generate-types.mjs.

export interface paths {
  '/api/events': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['listEvents'];
    put?: never;
    post?: never;
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
    get: operations['getEvent'];
    put?: never;
    post?: never;
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
    get: operations['listCameras'];
    put?: never;
    post?: never;
    delete?: never;
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
    get: operations['clipInfo'];
    put?: never;
    post?: never;
    delete: operations['removeClip'];
    options?: never;
    head?: never;
    patch: operations['holdClip'];
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
    post: operations['generateClip'];
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
    get: operations['cleanup'];
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
    post: operations['runCleanup'];
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
    get: operations['clipProgress'];
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
      statusCode: number;
      error: string;
      code: string;
      message: string | string[];
    };
    ClipSummary: {
      /** @enum {string} */
      status: 'pending' | 'completed' | 'failed';
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
    CameraDto: {
      camera_id: string;
      newest_event: components['schemas']['EventDto'];
    };
    CamerasDto: {
      cameras: components['schemas']['CameraDto'][];
    };
    Gap: {
      /** Format: date-time */
      starts_at: string;
      /** Format: date-time */
      ends_at: string;
    };
    ClipInfoResponse: {
      event_id: number;
      clip_available: boolean;
      clip_url: string | null;
      duration_seconds: number | null;
      /** Format: date-time */
      generated_at: string | null;
      file_size_bytes: number | null;
      /** @enum {string} */
      status: 'none' | 'pending' | 'completed' | 'failed';
      progress: number | null;
      message: string | null;
      error_code: string | null;
      stale: boolean;
      /** @enum {string|null} */
      format: 'mp4' | 'gif' | null;
      /** Format: date-time */
      starts_at: string | null;
      /** Format: date-time */
      ends_at: string | null;
      /** Format: date-time */
      requested_starts_at: string | null;
      /** Format: date-time */
      requested_ends_at: string | null;
      gaps: components['schemas']['Gap'][] | null;
      /** @enum {string|null} */
      method: 'smart' | 'copy' | 'transcode' | 'images' | null;
      frames: number | null;
      width: number | null;
      height: number | null;
      sha256: string | null;
      poster_url: string | null;
      protected: boolean;
    };
    ClipGenerateRequest: {
      start_offset_seconds?: number | null;
      end_offset_seconds?: number | null;
      force?: boolean | null;
      fps?: number | null;
      /** @enum {string|null} */
      output_format?: 'mp4' | 'gif' | null;
      /** @enum {string|null} */
      source?: 'auto' | 'video' | 'images' | null;
      /** @enum {string|null} */
      cut?: 'smart' | 'keyframe' | 'transcode' | null;
    };
    ClipGenerateResponse: {
      event_id: number;
      /** @enum {string} */
      status: 'pending' | 'completed' | 'failed';
      clip_url: string | null;
      /** Format: date-time */
      generated_at: string | null;
      message: string;
      error_code: string | null;
    };
    ClipProgress: {
      /** @enum {string} */
      status: 'none' | 'pending' | 'completed' | 'failed';
      progress: number | null;
      message: string | null;
    };
    CleanupRunRequest: {
      dry_run?: boolean | null;
    };
    CleanupPolicyDto: {
      retention_days: number;
      clips_max_bytes: number | null;
      clips_min_free_bytes: number | null;
      max_fraction: number;
      cron: string;
      timezone: string;
    };
    CleanupCounts: {
      events: number;
      detections: number;
      clips: number;
      recordings: number;
      files: number;
      bytes: number;
    };
    CleanupHeld: {
      clips: number;
      bytes: number;
      events: number;
    };
    CleanupStop: {
      /** @enum {string} */
      code: 'CLIPS_MISSING' | 'CLIPS_UNKNOWN' | 'CLIPS_FOLDER_UNUSABLE' | 'SHUTDOWN';
      message: string;
    };
    CleanupResult: {
      dry_run: boolean;
      /** Format: date-time */
      started_at: string;
      /** Format: date-time */
      finished_at: string;
      stopped: components['schemas']['CleanupStop'] | null;
      reasons: {
        interrupted: components['schemas']['CleanupCounts'];
        age: components['schemas']['CleanupCounts'];
        missing: components['schemas']['CleanupCounts'];
        orphan: components['schemas']['CleanupCounts'];
        temporary: components['schemas']['CleanupCounts'];
        space: components['schemas']['CleanupCounts'];
      };
      held: components['schemas']['CleanupHeld'];
      errors: number;
      warnings: string[];
    };
    CleanupDto: {
      policy: components['schemas']['CleanupPolicyDto'];
      last_run: components['schemas']['CleanupResult'] | null;
      /** Format: date-time */
      next_run_at: string | null;
    };
    ClipHoldRequest: {
      protected: boolean;
      reason?: string | null;
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
  listEvents: {
    parameters: {
      query?: {
        camera_id?: string;
        from?: string;
        to?: string;
        has_clip?: boolean;
        limit?: number;
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EventPageDto'];
        };
      };
    };
  };
  getEvent: {
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
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EventDto'];
        };
      };
    };
  };
  listCameras: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CamerasDto'];
        };
      };
    };
  };
  clipInfo: {
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
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ClipInfoResponse'];
        };
      };
    };
  };
  removeClip: {
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
      /** @description Done */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  holdClip: {
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
        'application/json': components['schemas']['ClipHoldRequest'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ClipInfoResponse'];
        };
      };
    };
  };
  generateClip: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: number;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['ClipGenerateRequest'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ClipGenerateResponse'];
        };
      };
      /** @description Done */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ClipGenerateResponse'];
        };
      };
      /** @description Done */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ClipGenerateResponse'];
        };
      };
    };
  };
  cleanup: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CleanupDto'];
        };
      };
    };
  };
  runCleanup: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['CleanupRunRequest'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CleanupResult'];
        };
      };
    };
  };
  clipProgress: {
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
      /** @description Server-sent events */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/event-stream': components['schemas']['ClipProgress'];
        };
      };
    };
  };
}
