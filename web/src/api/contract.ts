// Written by scripts/generate-types.mjs.

export interface paths {
  '/api/media/clips/{subtitles}.vtt': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The camera and the time of day in its zone, for each second of the clip, and the gaps, as WebVTT for `<track>`. A clip
     *     of still frames has none, since it does not show time as it passed.
     * @description Needs a signed link, or a key with the scope `read`.
     */
    get: operations['SubtitlesController_of'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/media/clips/{filename}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The clip's file, whole or a range of it; answers HEAD as well.
     * @description Needs a signed link, or a key with the scope `read`.
     */
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
    /**
     * One picture of the clip, taken where the event starts. It is made where it is missing. Answers HEAD as well.
     * @description Needs a signed link, or a key with the scope `read`.
     */
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
    /**
     * Lists events, the newest first, in pages.
     * @description Needs a key with the scope `read`.
     */
    get: operations['EventsController_list'];
    put?: never;
    /**
     * Registers an event. If its camera has one with the same `external_id`, that event is returned.
     * @description Needs a key with the scope `write`.
     */
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
    /**
     * Returns an event with the state of its clip.
     * @description Needs a key with the scope `read`.
     */
    get: operations['EventsController_get'];
    put?: never;
    post?: never;
    /**
     * Deletes the event with its detections and its clip. Refused while the clip is protected.
     * @description Needs a key with the scope `write`.
     */
    delete: operations['EventsController_delete'];
    options?: never;
    head?: never;
    /**
     * Changes the end, the label or the summary of an event. Omitted fields keep their value.
     * @description Needs a key with the scope `write`.
     */
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
    /**
     * Adds still frames to an event. One of the same file and instant is added once.
     * @description Needs a key with the scope `write`.
     */
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
    /**
     * The cameras that have events, each with its newest event.
     * @description Needs a key with the scope `read`.
     */
    get: operations['CamerasController_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/cameras/{camera_id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Returns what is set for a camera. A camera is known from its first event or recording on.
     * @description Needs a key with the scope `read`.
     */
    get: operations['CamerasController_get'];
    /**
     * Replaces all that is set for a camera; what is omitted or null has its default. The camera may be new.
     * @description Needs a key with the scope `write`.
     */
    put: operations['CamerasController_put'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/cameras/{camera_id}/coverage': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Returns what a camera has recorded in an interval of up to 31 days, and the gaps.
     * @description Needs a key with the scope `read`.
     */
    get: operations['CamerasController_coverage'];
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
    /**
     * Lists recordings, the newest first, in pages.
     * @description Needs a key with the scope `read`.
     */
    get: operations['RecordingsController_list'];
    put?: never;
    /**
     * Registers one recording, or a batch of up to 1,000. Omitted fields are read from the file. A file that was
     *     registered is read again, unless it was replaced: then it is a new recording.
     * @description Needs a key with the scope `write`.
     */
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
    /**
     * Deletes the registration of a recording; its file stays.
     * @description Needs a key with the scope `write`.
     */
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
    /**
     * Whether the event has a clip, and everything about it.
     * @description Needs a key with the scope `read`.
     */
    get: operations['ClipsController_info'];
    put?: never;
    post?: never;
    /**
     * Cancels the pending request, or else removes the clip.
     * @description Needs a key with the scope `write`.
     */
    delete: operations['ClipsController_remove'];
    options?: never;
    head?: never;
    /**
     * Protects the clip and its event from removal, or lifts the protection.
     * @description Needs a key with the scope `write`.
     */
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
    /**
     * Makes the clip, unless there is a good one, and waits for it.
     * @description Needs a key with the scope `write`.
     */
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
    /**
     * The progress of the clip as server-sent events, until it is made or fails.
     * @description Needs a key with the scope `read`.
     */
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
    /**
     * A link to the clip that can be sent to a person.
     * @description Needs a key with the scope `read`.
     */
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
    /**
     * Redirects to the finished clip, MP4 or GIF; 409 while the first one is being made.
     * @description Needs a key with the scope `read`.
     */
    get: operations['ClipLinkController_find'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/cameras/{camera_id}/clip.mp4': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The clip of an interval of up to an hour, whole or a range of it. It is made at the first request and then kept for
     *     a while; once new footage of the interval is registered, it is made again. Answers HEAD as well.
     * @description Needs a signed link, or a key with the scope `read`.
     */
    get: operations['CameraClipsController_send'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/cameras/{camera_id}/clip.json': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Everything about the clip of an interval, with all gaps. It is made in the same way.
     * @description Needs a key with the scope `read`.
     */
    get: operations['CameraClipsController_describe'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/cameras/{camera_id}/frame.jpg': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The frame that the camera shows at an instant, as a JPEG. The service keeps none. Answers HEAD as well.
     * @description Needs a key with the scope `read`.
     */
    get: operations['CameraFramesController_frame'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/exports': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Lists exports, the newest first, in pages.
     * @description Needs a key with the scope `export`.
     */
    get: operations['ExportsController_list'];
    put?: never;
    /**
     * Makes one ZIP of up to 100 clips: of events, and of cameras and times. Each clip is made unless there is a good one.
     *     An item that fails is reported and left out, unless `all_or_nothing` is set.
     * @description Needs a key with the scope `export`.
     */
    post: operations['ExportsController_request'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/exports/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Returns an export with the state of each of its items.
     * @description Needs a key with the scope `export`.
     */
    get: operations['ExportsController_get'];
    put?: never;
    post?: never;
    /**
     * Cancels the export while it is being made, or removes it with its file. The clips that it is made of stay.
     * @description Needs a key with the scope `export`.
     */
    delete: operations['ExportsController_remove'];
    options?: never;
    head?: never;
    /**
     * Protects the export from removal, or lifts the protection.
     * @description Needs a key with the scope `export`.
     */
    patch: operations['ExportsController_update'];
    trace?: never;
  };
  '/api/exports/{id}/progress': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The progress of the export as server-sent events, until it is made or fails.
     * @description Needs a key with the scope `export`.
     */
    get: operations['ExportsController_followProgress'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/media/exports/{filename}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The export's file, whole or a range of it; answers HEAD as well.
     * @description Needs a signed link, or a key with the scope `export`.
     */
    get: operations['ExportFilesController_send'];
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
    /**
     * What retention is set to do, what it did last, and when it runs next.
     * @description Needs a key with the scope `admin`.
     */
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
    /**
     * Cleans up now, or only counts what would be removed.
     * @description Needs a key with the scope `admin`.
     */
    post: operations['CleanupController_run'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/audit': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Lists who did what, the newest first, in pages. What was only read may be listed a second later.
     * @description Needs a key with the scope `admin`.
     */
    get: operations['AuditController_list'];
    put?: never;
    post?: never;
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
    /**
     * Returns the metrics in the text format of Prometheus.
     * @description Needs a key with the scope `read`.
     */
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
    /**
     * Whether the process answers at all.
     * @description Needs no key.
     */
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
    /**
     * Whether the service can work now.
     * @description Needs no key.
     */
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
    FileProgress: {
      /** @enum {string} */
      status: 'pending';
      /** @description 0 to 100. */
      progress: number;
      message: string;
    };
    EventVideoDto: {
      /** @description Absolute path inside `MEDIA_ROOTS`; the file may arrive later. */
      file_path: string;
      /**
       * Format: date-time
       * @description When the video begins. If omitted, it is read from the file.
       */
      started_at?: string | null;
    };
    DetectionDto: {
      /** @description Absolute path inside `MEDIA_ROOTS` of a JPEG, PNG or WebP file; the file may arrive later. */
      file_path: string;
      /**
       * Format: date-time
       * @description When the frame was taken.
       */
      detected_at: string;
    };
    CreateEventDto: {
      /** @description The caller's name of the camera. */
      camera_id: string;
      /** @description The kind of event. */
      label?: string | null;
      /** @description Free text for people. */
      summary?: string | null;
      /** @description The caller's own id. Creating an event of the same camera again with the same id returns the existing event. */
      external_id?: string | null;
      /** Format: date-time */
      started_at: string;
      /**
       * Format: date-time
       * @description Omit it while the end is not known.
       */
      ended_at?: string | null;
      /** @description A video of this event only. The recordings of its camera are found without being named here. */
      video?: components['schemas']['EventVideoDto'] | null;
      /** @description Still frames of the event. */
      detections?: components['schemas']['DetectionDto'][] | null;
    };
    RenditionUrls: {
      /** @description H.264, which plays everywhere. */
      h264?: string;
      /** @description At most 720 pixels high, with every frame. */
      small?: string;
      /** @description For a notification on a phone: at most 480 pixels high, 30 s long and `RENDITION_NOTIFY_MAX_BYTES` large. */
      notify?: string;
      /** @description For a chat: at most 10 MB. */
      chat?: string;
      /** @description Sixty times as fast: an hour becomes a minute. */
      timelapse?: string;
      /** @description An animated GIF, 320 pixels wide, of at most `CLIP_GIF_MAX_SECONDS`. */
      gif?: string;
    };
    ClipSummary: {
      /**
       * @description Of the latest request; the other fields describe the file that is served.
       * @enum {string}
       */
      status: 'completed' | 'failed' | 'pending';
      clip_url: string | null;
      /** @description Where the rendition is served without which some players show nothing: `h264` of a clip of HEVC; null: none. */
      rendition_urls: components['schemas']['RenditionUrls'] | null;
      poster_url: string | null;
      protected: boolean;
      /** @description In the file; null where there is none. */
      duration_seconds: number | null;
      /** @description 0 to 100 while the clip is being made, and 100 once it is. */
      progress: number | null;
      /** @description What the latest request waits for or why it failed; what was left out of the clip. */
      message: string | null;
      /** @description The code with which the latest request failed. */
      error_code: string | null;
    };
    EventDto: {
      id: number;
      camera_id: string;
      /** Format: date-time */
      started_at: string;
      /**
       * Format: date-time
       * @description Null while the end is not known.
       */
      ended_at: string | null;
      label: string | null;
      summary: string | null;
      external_id: string | null;
      /** @description Null if no clip was requested. */
      clip: components['schemas']['ClipSummary'] | null;
    };
    EventPageDto: {
      events: components['schemas']['EventDto'][];
      /** @description The `cursor` of the next page; null on the last one. */
      next_cursor: string | null;
    };
    UpdateEventDto: {
      label?: string | null;
      summary?: string | null;
      /**
       * Format: date-time
       * @description Not before `started_at`.
       */
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
    CameraSettingsDto: {
      /** @description 0: for ever. Null: `RETENTION_DAYS`. */
      retention_days: number | null;
      /** @description For events with a label, before `retention_days`; 0: for ever. */
      retention_days_by_label: {
        [key: string]: number;
      };
      /** @description Null: silence is not reported. */
      quiet_after_seconds: number | null;
      camera_id: string;
      /** @description For people. */
      name: string | null;
      /** @description Null: `CAMERA_TIMEZONE`. */
      time_zone: string | null;
      /** @description How far its clock is ahead of the right time. Null: 0. */
      clock_offset_seconds: number | null;
      /** @description Null: `CAMERA_FILE_PATTERN`. */
      file_pattern: string | null;
      /**
       * Format: date-time
       * @description Since when it has recorded nothing, as `camera.silent` reported; null while it records, or is not watched.
       */
      silent_since: string | null;
    };
    PutCameraDto: {
      /** @description For people. */
      name?: string | null;
      /** @description How far its clock is ahead of the right time; negative if it is behind. Default: 0. */
      clock_offset_seconds?: number | null;
      /** @description How the paths of its files write their start. Default: `CAMERA_FILE_PATTERN`. */
      file_pattern?: string | null;
      /** @description How long its events and the rows of its recordings are kept; 0: for ever. Default: `RETENTION_DAYS`. */
      retention_days?: number | null;
      /**
       * @description The same for its events with a label.
       * @example {
       *       "person": 90
       *     }
       */
      retention_days_by_label?: {
        [key: string]: number;
      } | null;
      /** @description After how long without a recording it is reported as silent. Default: never. */
      quiet_after_seconds?: number | null;
      /** @description The IANA zone of local times in its file names, and of the names of its downloads. Default: `CAMERA_TIMEZONE`. */
      time_zone?: string | null;
    };
    CoveredIntervalDto: {
      /** Format: date-time */
      starts_at: string;
      /** Format: date-time */
      ends_at: string;
    };
    CoverageDto: {
      camera_id: string;
      /** Format: date-time */
      from: string;
      /**
       * Format: date-time
       * @description Never in the future.
       */
      to: string;
      /** @description In order. Recordings that follow each other within 250 ms are one interval. */
      recorded: components['schemas']['CoveredIntervalDto'][];
      /** @description What lies between, from `from` to `to` or to `continues_at`. */
      gaps: components['schemas']['CoveredIntervalDto'][];
      recorded_seconds: number;
      gap_seconds: number;
      /**
       * Format: date-time
       * @description When the newest recording of the camera ends, whatever the interval; null: it has none.
       */
      newest_recording_ends_at: string | null;
      /**
       * Format: date-time
       * @description The `from` of the next call, if there are more than 10,000 intervals; otherwise null.
       */
      continues_at: string | null;
    };
    RegisterRecordingDto: {
      /** @description The caller's name of the camera. */
      camera_id: string;
      /** @description Absolute path inside `MEDIA_ROOTS`. */
      file_path: string;
      /**
       * Format: date-time
       * @description When the recording begins. If omitted, it is read from the file.
       */
      started_at?: string | null;
      /** @description From one millisecond to a week. If omitted, it is read from the file. */
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
       * @description Where `started_at` was taken from; `modified` is only a fallback, and wrong for copies.
       * @enum {string}
       */
      placed_by: 'creation_time' | 'file_name' | 'given' | 'modified';
    };
    RegisteredRecording: {
      id: number;
      /**
       * @description Where `started_at` was taken from; `modified` is only a fallback, and wrong for copies.
       * @enum {string}
       */
      placed_by: 'creation_time' | 'file_name' | 'given' | 'modified';
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
      /** @description The `cursor` of the next page; null on the last one. */
      next_cursor: string | null;
    };
    Gap: {
      /** Format: date-time */
      starts_at: string;
      /** Format: date-time */
      ends_at: string;
    };
    SignedVideo: {
      present: boolean;
      /**
       * Format: date-time
       * @description The start of the first group of pictures that is whole; instants in ISO 8601 UTC.
       */
      preserved_from: string;
      /**
       * Format: date-time
       * @description The end of the last one whose signature is in the clip.
       */
      preserved_to: string;
    };
    ClipInfoResponse: {
      event_id: number;
      /** @description Whether the file exists. */
      clip_available: boolean;
      /** @description Where the file is served; where keys are in use, signed for callers with the scope `read`. */
      clip_url: string | null;
      /** @description Where its renditions are served, likewise, but for those that would be the clip itself. Null for a GIF. */
      rendition_urls: components['schemas']['RenditionUrls'] | null;
      duration_seconds: number | null;
      /** Format: date-time */
      generated_at: string | null;
      file_size_bytes: number | null;
      /**
       * @description Of the latest request.
       * @enum {string}
       */
      status: 'completed' | 'failed' | 'none' | 'pending';
      /** @description 0 to 100 while the clip is being made, 100 once it is. */
      progress: number | null;
      /** @description What happened, or what the clip waits for, as a sentence. */
      message: string | null;
      /**
       * @description Why the latest request failed; null otherwise.
       * @enum {string|null}
       */
      error_code:
        | 'CANCELLED'
        | 'CLIPS_FOLDER_UNUSABLE'
        | 'CLIP_PROTECTED'
        | 'FFMPEG_FAILED'
        | 'NO_SPACE'
        | 'NO_VALID_IMAGES'
        | 'PROCESS_KILLED'
        | 'TIMED_OUT'
        | 'UNREADABLE_SOURCE'
        | 'VIDEO_NOT_FOUND'
        | 'WINDOW_OUTSIDE_FOOTAGE'
        | null;
      /** @description Whether the event or its footage changed since the clip was made. */
      stale: boolean;
      /** @enum {string|null} */
      format: 'gif' | 'mp4' | null;
      /**
       * Format: date-time
       * @description The start of the first frame of the footage.
       */
      starts_at: string | null;
      /**
       * Format: date-time
       * @description The end of the last frame of the footage.
       */
      ends_at: string | null;
      /**
       * Format: date-time
       * @description The interval that was requested.
       */
      requested_starts_at: string | null;
      /** Format: date-time */
      requested_ends_at: string | null;
      /** @description Parts of the requested interval without footage. */
      gaps: components['schemas']['Gap'][] | null;
      /** @description The longest part that is as the camera signed it; null where there is none. Signatures are not verified. */
      signed_video: components['schemas']['SignedVideo'] | null;
      /**
       * @description How the clip was made: the costliest method among its segments.
       * @enum {string|null}
       */
      method: 'copy' | 'images' | 'smart' | 'transcode' | null;
      /**
       * @description Null for a GIF.
       * @enum {string|null}
       */
      video_codec: 'h264' | 'hevc' | null;
      /** @description What players call the codecs of the file (RFC 6381); null for a GIF, and for a clip that an earlier version made. */
      codecs: string | null;
      frames: number | null;
      width: number | null;
      height: number | null;
      /** @description Of the file's bytes, in hexadecimal. */
      sha256: string | null;
      /** @description A picture of the clip. */
      poster_url: string | null;
      /** @description The time of day as WebVTT, for `<track>`; null for a clip of still frames, and for a GIF. */
      subtitles_url: string | null;
      /** @description A protected clip is kept, and its event with it. */
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
      /** @description Makes the clip again even if a good one exists. */
      force?: boolean | null;
      /**
       * @description Default `mp4`.
       * @enum {string|null}
       */
      output_format?: 'gif' | 'mp4' | null;
      /**
       * @description `auto` (default) prefers video and falls back to still frames.
       * @enum {string|null}
       */
      source?: 'auto' | 'images' | 'video' | null;
      /**
       * @description How video is cut. Default: as configured, or `smart`.
       * @enum {string|null}
       */
      cut?: 'keyframe' | 'smart' | 'transcode' | null;
      /**
       * @description `h264` plays everywhere; `original` keeps HEVC, without encoding it. A clip of the other codec is made again.
       *     Default: as configured, or `h264`.
       * @enum {string|null}
       */
      video_codec?: 'h264' | 'original' | null;
    };
    ClipGenerateResponse: {
      event_id: number;
      /** @enum {string} */
      status: 'completed' | 'failed' | 'pending';
      /** @description Null until the clip is made. */
      clip_url: string | null;
      /** @description Where its renditions are served, but for those that would be the clip itself. Null for a GIF. */
      rendition_urls: components['schemas']['RenditionUrls'] | null;
      /** Format: date-time */
      generated_at: string | null;
      message: string;
      /**
       * @description Why generation failed; null otherwise.
       * @enum {string|null}
       */
      error_code:
        | 'CANCELLED'
        | 'CLIPS_FOLDER_UNUSABLE'
        | 'CLIP_PROTECTED'
        | 'FFMPEG_FAILED'
        | 'NO_SPACE'
        | 'NO_VALID_IMAGES'
        | 'PROCESS_KILLED'
        | 'TIMED_OUT'
        | 'UNREADABLE_SOURCE'
        | 'VIDEO_NOT_FOUND'
        | 'WINDOW_OUTSIDE_FOOTAGE'
        | null;
      /**
       * @description Null until the clip is made, and for a GIF.
       * @enum {string|null}
       */
      video_codec: 'h264' | 'hevc' | null;
      /** @description What players call the codecs of the file (RFC 6381). Null as above, and for a clip that an earlier version made. */
      codecs: string | null;
      /** @description The longest part that is as the camera signed it; left out where there is none. Signatures are not verified. */
      signed_video?: components['schemas']['SignedVideo'];
    };
    ClipProgress: {
      /** @enum {string} */
      status: 'completed' | 'failed' | 'none' | 'pending';
      /** @description 0 to 100 while the clip is being made, 100 once it is. */
      progress: number | null;
      message: string | null;
    };
    ClipShareRequest: {
      /** @description How long the link is valid, at most a year. Default: as configured for all links. */
      ttl_seconds?: number | null;
      /**
       * @description Whether the link shows whatever clip the event has. Default false: it is valid for the present version of the
       *     clip only.
       */
      current?: boolean | null;
    };
    ClipShareResponse: {
      event_id: number;
      /** @description Needs no API key. Where keys are in use, the link is signed, and ends with the key that it was requested with. */
      clip_url: string;
      /** @description The same of its renditions, but for those that would be the clip itself. Null for a GIF. */
      rendition_urls: components['schemas']['RenditionUrls'] | null;
      /** @description The same of its subtitles, which give the time of day; null where it has none. */
      subtitles_url: string | null;
    };
    ClipUpdate: {
      /** @description Whether the clip and its event are kept, whatever the retention rules say. */
      protected: boolean;
      /** @description Why the clip is protected. */
      reason?: string | null;
    };
    CameraClipResponse: {
      camera_id: string;
      /** @enum {string} */
      status: 'completed';
      /** @description Where the file is served; where keys are in use, signed. */
      clip_url: string;
      duration_seconds: number;
      /** Format: date-time */
      generated_at: string;
      file_size_bytes: number;
      /** @description What a viewer should know about the footage, as a sentence. */
      message: string | null;
      /**
       * Format: date-time
       * @description The start of the first frame of the footage.
       */
      starts_at: string;
      /**
       * Format: date-time
       * @description The end of the last frame of the footage.
       */
      ends_at: string;
      /** Format: date-time */
      requested_starts_at: string;
      /** Format: date-time */
      requested_ends_at: string;
      /** @description Parts of the requested interval without footage. */
      gaps: components['schemas']['Gap'][];
      /** @description The longest part that is as the camera signed it; null where there is none. Signatures are not verified. */
      signed_video: components['schemas']['SignedVideo'] | null;
      /**
       * @description How the clip was made: the costliest method among its segments.
       * @enum {string}
       */
      method: 'copy' | 'images' | 'smart' | 'transcode';
      /** @enum {string|null} */
      video_codec: 'h264' | 'hevc' | null;
      /** @description What players call the codecs of the file (RFC 6381). */
      codecs: string | null;
      frames: number;
      width: number;
      height: number;
      /** @description Of the file's bytes, in hexadecimal. */
      sha256: string;
    };
    ExportItemOfEvent: {
      event_id: number;
    };
    ExportItemOfCamera: {
      camera_id: string;
      /**
       * Format: date-time
       * @description Where the clip of the camera begins.
       */
      from: string;
      /**
       * Format: date-time
       * @description Where it ends: after `from`, at most an hour later, and not in the future.
       */
      to: string;
    };
    ExportRequest: {
      /** @description The clips, in this order. */
      items: (
        components['schemas']['ExportItemOfEvent'] | components['schemas']['ExportItemOfCamera']
      )[];
      /** @description What it is called; also the name of the file to save. */
      name?: string | null;
      /**
       * @description As in `generate`. Default: as configured.
       * @enum {string|null}
       */
      video_codec?: 'h264' | 'original' | null;
      /**
       * @description How the time of day is shown. Default: `subtitles`, a file of them for each clip and in `index.html`.
       * @enum {string|null}
       */
      time?: 'none' | 'subtitles' | null;
      /** @description Whether the export fails if one of its items does. Default: false. */
      all_or_nothing?: boolean | null;
    };
    ExportItemDto: {
      event_id: number | null;
      camera_id: string | null;
      /** Format: date-time */
      from: string | null;
      /** Format: date-time */
      to: string | null;
      /** @enum {string} */
      status: 'completed' | 'failed' | 'pending';
      error_code: string | null;
      message: string | null;
      /** @description The name of its clip within the file. */
      file: string | null;
    };
    ExportDto: {
      /** @description In the order of the request. */
      items: components['schemas']['ExportItemDto'][];
      id: number;
      name: string | null;
      /** @enum {string} */
      status: 'completed' | 'failed' | 'pending';
      /** @description 0 to 100. */
      progress: number;
      /** @description Why it failed, what is missing in it, or what it waits for, as a sentence. */
      message: string | null;
      /** @description Why it failed; null otherwise. */
      error_code: string | null;
      /**
       * @description Null: as configured.
       * @enum {string|null}
       */
      video_codec: 'h264' | 'original' | null;
      all_or_nothing: boolean;
      /** @description Of the file, before it was made. */
      estimated_bytes: number;
      /** @description Null until it is made. */
      file_size_bytes: number | null;
      /** @description Of the file's bytes, in hexadecimal. */
      sha256: string | null;
      /** @description Where the file is served; null until it is made. Where keys are in use, signed for callers with the scope `read` too. */
      download_url: string | null;
      /** Format: date-time */
      requested_at: string;
      /** @description The name of the API key; null where none was sent. */
      requested_by: string | null;
      /**
       * Format: date-time
       * @description When it was made, or failed.
       */
      ended_at: string | null;
      /**
       * Format: date-time
       * @description From when on cleanup removes it; null while it is being made, while it is protected, and if it is kept for ever.
       */
      expires_at: string | null;
      protected: boolean;
    };
    ExportSummaryDto: {
      id: number;
      name: string | null;
      /** @enum {string} */
      status: 'completed' | 'failed' | 'pending';
      /** @description 0 to 100. */
      progress: number;
      /** @description Why it failed, what is missing in it, or what it waits for, as a sentence. */
      message: string | null;
      /** @description Why it failed; null otherwise. */
      error_code: string | null;
      /**
       * @description Null: as configured.
       * @enum {string|null}
       */
      video_codec: 'h264' | 'original' | null;
      all_or_nothing: boolean;
      /** @description Of the file, before it was made. */
      estimated_bytes: number;
      /** @description Null until it is made. */
      file_size_bytes: number | null;
      /** @description Of the file's bytes, in hexadecimal. */
      sha256: string | null;
      /** @description Where the file is served; null until it is made. Where keys are in use, signed for callers with the scope `read` too. */
      download_url: string | null;
      /** Format: date-time */
      requested_at: string;
      /** @description The name of the API key; null where none was sent. */
      requested_by: string | null;
      /**
       * Format: date-time
       * @description When it was made, or failed.
       */
      ended_at: string | null;
      /**
       * Format: date-time
       * @description From when on cleanup removes it; null while it is being made, while it is protected, and if it is kept for ever.
       */
      expires_at: string | null;
      protected: boolean;
    };
    ExportPageDto: {
      exports: components['schemas']['ExportSummaryDto'][];
      /** @description Continues after the last one; null on the last page. */
      next_cursor: string | null;
    };
    ExportProgress: {
      /** @enum {string} */
      status: 'completed' | 'failed' | 'pending';
      /** @description 0 to 100. */
      progress: number;
      message: string | null;
    };
    ExportUpdate: {
      /** @description Whether the export is kept, whatever the retention rules say. */
      protected: boolean;
    };
    CameraPeriodDto: {
      /** @description For events with a label, before `retention_days`. */
      retention_days_by_label: {
        [key: string]: number;
      };
      camera_id: string;
      /** @description 0: for ever. */
      retention_days: number;
    };
    CleanupPolicyDto: {
      /** @description 0: events are kept for ever. */
      retention_days: number;
      /** @description The cameras for which other days are set. */
      cameras: components['schemas']['CameraPeriodDto'][];
      /** @description Of all clips together; null: no limit. */
      clips_max_bytes: number | null;
      /** @description Kept free on the disk of the clips; null: no limit. */
      clips_min_free_bytes: number | null;
      /** @description Share of all clips, 0 to 1. If the files of more clips are missing, the run stops. */
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
      /** @description Of the files. */
      bytes: number;
    };
    /** @description Why something was removed or marked, in the order of a run. Rules that were added have further reasons. */
    CleanupReasons: {
      interrupted: components['schemas']['CleanupCounts'];
      age: components['schemas']['CleanupCounts'];
      expired: components['schemas']['CleanupCounts'];
      missing: components['schemas']['CleanupCounts'];
      orphan: components['schemas']['CleanupCounts'];
      temporary: components['schemas']['CleanupCounts'];
      space: components['schemas']['CleanupCounts'];
    } & {
      [key: string]: components['schemas']['CleanupCounts'];
    };
    CleanupStop: {
      /** @enum {string} */
      code:
        | 'CLIPS_FOLDER_NOT_ANSWERING'
        | 'CLIPS_FOLDER_UNUSABLE'
        | 'CLIPS_MISSING'
        | 'CLIPS_UNKNOWN'
        | 'CLOCK_STEPPED'
        | 'SEVERAL_DAYS_DUE'
        | 'SHUTDOWN';
      message: string;
    };
    CleanupHeld: {
      /** @description Clips that are protected. */
      clips: number;
      bytes: number;
      /** @description Events that are kept only because their clip is protected. */
      events: number;
      /** @description Events that were due already when they were registered. Their retention counts from then. */
      late_events: number;
    };
    CleanupCamera: {
      /** @description For events with a label, before `retention_days`. */
      retention_days_by_label: {
        [key: string]: number;
      };
      camera_id: string;
      /** @description 0: for ever. */
      retention_days: number;
      events: number;
      recordings: number;
    };
    CleanupResult: {
      /** Format: date-time */
      started_at: string;
      /** Format: date-time */
      finished_at: string;
      reasons: components['schemas']['CleanupReasons'];
      dry_run: boolean;
      stopped: components['schemas']['CleanupStop'] | null;
      /** @description Of a preview: why a run that is not confirmed would be stopped; null where it would not, and for every run. */
      to_confirm: components['schemas']['CleanupStop'] | null;
      held: components['schemas']['CleanupHeld'];
      /** @description The cameras whose retention differs; `reasons` counts what was removed of them, too. */
      cameras: components['schemas']['CleanupCamera'][];
      /** @description Files that could not be removed; the next run tries again. */
      errors: number;
      /** @description What operators should know, in sentences. */
      warnings: string[];
    };
    CleanupDto: {
      policy: components['schemas']['CleanupPolicyDto'];
      /** @description Null until there was one. */
      last_run: components['schemas']['CleanupResult'] | null;
      /**
       * Format: date-time
       * @description When a run, dry runs excepted, last ended without being stopped; null until one has.
       */
      last_completed_at: string | null;
      /** @description Whether the schedule has passed twice without a run that completed. */
      overdue: boolean;
      /**
       * Format: date-time
       * @description Null where this service has no schedule.
       */
      next_run_at: string | null;
    };
    CleanupRunRequest: {
      /** @description Only counts what would be removed. */
      dry_run?: boolean | null;
      /** @description Deletes also where the clock moved or the footage of several days is due: the answer to `to_confirm` of a preview. */
      confirm?: boolean | null;
    };
    AuditEntryDto: {
      id: number;
      /**
       * Format: date-time
       * @description By the clock of the database.
       */
      at: string;
      /**
       * @description What was done.
       * @enum {string}
       */
      action:
        | 'camera_clip.deleted'
        | 'camera_clip.downloaded'
        | 'camera_clip.generated'
        | 'camera_clip.viewed'
        | 'clip.cancelled'
        | 'clip.deleted'
        | 'clip.downloaded'
        | 'clip.generated'
        | 'clip.protected'
        | 'clip.retried'
        | 'clip.shared'
        | 'clip.unprotected'
        | 'clip.viewed'
        | 'event.deleted'
        | 'export.cancelled'
        | 'export.deleted'
        | 'export.downloaded'
        | 'export.protected'
        | 'export.requested'
        | 'export.unprotected'
        | 'file.deleted'
        | 'frame.viewed'
        | 'recording.deleted'
        | 'signing_key.rotated';
      /**
       * @description Who acted: a caller with an API key, one with a signed link, one without either where no keys are in use, the service
       *     by itself, or a command of an operator.
       * @enum {string}
       */
      actor: 'anonymous' | 'command' | 'key' | 'link' | 'service';
      /** @description The name of the API key; of a link, that of the key which made it. */
      key: string | null;
      /** @description The person whom the request named. */
      user: string | null;
      /** @description The IP address of the caller; null unless addresses are recorded. */
      address: string | null;
      /** @description By which the log names the request. */
      request_id: string | null;
      /** @description The reason of the rule of retention by which something was deleted; null for all that was not. */
      rule: string | null;
      event_ids: number[];
      camera_ids: string[];
      export_ids: number[];
      recording_ids: number[];
      /** @description Names in the clips folder. */
      files: string[];
      /**
       * Format: date-time
       * @description Of the interval of a camera, or the instant of a frame.
       */
      starts_at: string | null;
      /** Format: date-time */
      ends_at: string | null;
    };
    AuditPageDto: {
      /** @description Whether entries are recorded. If not, those of before are still listed. */
      enabled: boolean;
      entries: components['schemas']['AuditEntryDto'][];
      /** @description Continues after the last one; null on the last page. */
      next_cursor: string | null;
    };
    HealthDto: {
      /** @description What was checked, and why it is `degraded` or `down`; for those who are known. */
      details?: {
        [key: string]: Record<string, never>;
      };
      /** @enum {string} */
      status: 'degraded' | 'error' | 'ok';
    };
  };
  responses: {
    /** @description Not Found */
    SUBTITLES_NOT_FOUND: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['ErrorBody'] & {
          /** @enum {integer} */
          statusCode?: 404;
          /** @enum {string} */
          code?: 'SUBTITLES_NOT_FOUND';
        };
      };
    };
    /** @description Gone */
    CLIP_REPLACED: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['ErrorBody'] & {
          /** @enum {integer} */
          statusCode?: 410;
          /** @enum {string} */
          code?: 'CLIP_REPLACED';
        };
      };
    };
    /** @description Too Many Requests */
    RATE_LIMITED: {
      headers: {
        /** @description Seconds to wait. */
        'Retry-After'?: number;
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['ErrorBody'] & {
          /** @enum {integer} */
          statusCode?: 429;
          /** @enum {string} */
          code?: 'RATE_LIMITED';
        };
      };
    };
    /** @description Internal Server Error */
    INTERNAL_ERROR: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['ErrorBody'] & {
          /** @enum {integer} */
          statusCode?: 500;
          /** @enum {string} */
          code?: 'INTERNAL_ERROR';
        };
      };
    };
    /** @description Not Found */
    CLIP_NOT_FOUND: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['ErrorBody'] & {
          /** @enum {integer} */
          statusCode?: 404;
          /** @enum {string} */
          code?: 'CLIP_NOT_FOUND';
        };
      };
    };
    /** @description Precondition Failed */
    PRECONDITION_FAILED: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['ErrorBody'] & {
          /** @enum {integer} */
          statusCode?: 412;
          /** @enum {string} */
          code?: 'PRECONDITION_FAILED';
        };
      };
    };
    /** @description Range Not Satisfiable */
    RANGE_NOT_SATISFIABLE: {
      headers: {
        /** @description The size of the file. */
        'Content-Range'?: string;
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['ErrorBody'] & {
          /** @enum {integer} */
          statusCode?: 416;
          /** @enum {string} */
          code?: 'RANGE_NOT_SATISFIABLE';
        };
      };
    };
    /** @description Not Found */
    POSTER_NOT_FOUND: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['ErrorBody'] & {
          /** @enum {integer} */
          statusCode?: 404;
          /** @enum {string} */
          code?: 'POSTER_NOT_FOUND';
        };
      };
    };
    /** @description Service Unavailable */
    CLIPS_FOLDER_NOT_ANSWERING: {
      headers: {
        /** @description Seconds to wait. */
        'Retry-After'?: number;
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['ErrorBody'] & {
          /** @enum {integer} */
          statusCode?: 503;
          /** @enum {string} */
          code?: 'CLIPS_FOLDER_NOT_ANSWERING';
        };
      };
    };
    /** @description Service Unavailable */
    DATABASE_UNAVAILABLE: {
      headers: {
        /** @description Seconds to wait. */
        'Retry-After'?: number;
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['ErrorBody'] & {
          /** @enum {integer} */
          statusCode?: 503;
          /** @enum {string} */
          code?: 'DATABASE_UNAVAILABLE';
        };
      };
    };
    /** @description Payload Too Large */
    BODY_TOO_LARGE: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['ErrorBody'] & {
          /** @enum {integer} */
          statusCode?: 413;
          /** @enum {string} */
          code?: 'BODY_TOO_LARGE';
        };
      };
    };
    /** @description Unsupported Media Type */
    UNSUPPORTED_MEDIA_TYPE: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['ErrorBody'] & {
          /** @enum {integer} */
          statusCode?: 415;
          /** @enum {string} */
          code?: 'UNSUPPORTED_MEDIA_TYPE';
        };
      };
    };
    /** @description Not Found */
    EVENT_NOT_FOUND: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['ErrorBody'] & {
          /** @enum {integer} */
          statusCode?: 404;
          /** @enum {string} */
          code?: 'EVENT_NOT_FOUND';
        };
      };
    };
    /** @description Conflict */
    CLIP_PROTECTED: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['ErrorBody'] & {
          /** @enum {integer} */
          statusCode?: 409;
          /** @enum {string} */
          code?: 'CLIP_PROTECTED';
        };
      };
    };
    /** @description Bad Request */
    INVALID_USER: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['ErrorBody'] & {
          /** @enum {integer} */
          statusCode?: 400;
          /** @enum {string} */
          code?: 'INVALID_USER';
        };
      };
    };
    /** @description Not Found */
    CAMERA_NOT_FOUND: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['ErrorBody'] & {
          /** @enum {integer} */
          statusCode?: 404;
          /** @enum {string} */
          code?: 'CAMERA_NOT_FOUND';
        };
      };
    };
    /** @description Gateway Timeout */
    TIMED_OUT: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['ErrorBody'] & {
          /** @enum {integer} */
          statusCode?: 504;
          /** @enum {string} */
          code?: 'TIMED_OUT';
        };
      };
    };
    /** @description Insufficient Storage */
    NO_SPACE: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['ErrorBody'] & {
          /** @enum {integer} */
          statusCode?: 507;
          /** @enum {string} */
          code?: 'NO_SPACE';
        };
      };
    };
    /** @description Not Found */
    RECORDING_NOT_FOUND: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['ErrorBody'] & {
          /** @enum {integer} */
          statusCode?: 404;
          /** @enum {string} */
          code?: 'RECORDING_NOT_FOUND';
        };
      };
    };
    /** @description Conflict */
    CLIP_PENDING: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['ErrorBody'] & {
          /** @enum {integer} */
          statusCode?: 409;
          /** @enum {string} */
          code?: 'CLIP_PENDING';
        };
      };
    };
    /** @description Insufficient Storage */
    EXPORT_TOO_LARGE: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['ErrorBody'] & {
          /** @enum {integer} */
          statusCode?: 507;
          /** @enum {string} */
          code?: 'EXPORT_TOO_LARGE';
        };
      };
    };
    /** @description Not Found */
    EXPORT_NOT_FOUND: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['ErrorBody'] & {
          /** @enum {integer} */
          statusCode?: 404;
          /** @enum {string} */
          code?: 'EXPORT_NOT_FOUND';
        };
      };
    };
    /** @description Conflict */
    EXPORT_PROTECTED: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['ErrorBody'] & {
          /** @enum {integer} */
          statusCode?: 409;
          /** @enum {string} */
          code?: 'EXPORT_PROTECTED';
        };
      };
    };
    /** @description Conflict */
    EXPORT_NOT_READY: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['ErrorBody'] & {
          /** @enum {integer} */
          statusCode?: 409;
          /** @enum {string} */
          code?: 'EXPORT_NOT_READY';
        };
      };
    };
    /** @description Conflict */
    CLEANUP_RUNNING: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['ErrorBody'] & {
          /** @enum {integer} */
          statusCode?: 409;
          /** @enum {string} */
          code?: 'CLEANUP_RUNNING';
        };
      };
    };
    /** @description Forbidden */
    HOST_NOT_ALLOWED: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['ErrorBody'] & {
          /** @enum {integer} */
          statusCode?: 403;
          /** @enum {string} */
          code?: 'HOST_NOT_ALLOWED';
        };
      };
    };
  };
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  SubtitlesController_of: {
    parameters: {
      query?: {
        /** @description Part of most signed links: the version of the clip. 410 once it was replaced by another one. */
        version?: string;
      };
      header?: never;
      path: {
        /** @description The id of the event. */
        subtitles: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The subtitles. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example WEBVTT
           *
           *     00:00:00.000 --> 00:00:01.000 line:0 position:0% align:start
           *     yard 2026-01-03 11:30:00 +01:00
           */
          'text/vtt': string;
        };
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 400;
            /** @enum {string} */
            code?: 'BAD_REQUEST' | 'INVALID_USER' | 'VALIDATION_FAILED';
          };
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          /** @description How to authenticate. */
          'WWW-Authenticate'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 401;
            /** @enum {string} */
            code?: 'INVALID_LINK' | 'KEY_EXPIRED' | 'UNAUTHORIZED';
          };
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 403;
            /** @enum {string} */
            code?: 'FORBIDDEN' | 'HOST_NOT_ALLOWED' | 'USER_NOT_ALLOWED';
          };
        };
      };
      404: components['responses']['SUBTITLES_NOT_FOUND'];
      410: components['responses']['CLIP_REPLACED'];
      429: components['responses']['RATE_LIMITED'];
      500: components['responses']['INTERNAL_ERROR'];
    };
  };
  MediaController_clip: {
    parameters: {
      query?: {
        /** @description A rendition of the clip: `h264` plays everywhere, `small` is at most 720 pixels high, `notify` and `chat` have few bytes (long clips are sped up), `timelapse` plays 60 times as fast, and `gif` is a GIF. It is made at the first request, as background work, and kept with the clip. A clip that is already what the rendition would be is sent itself. A signed link is valid with or without it, as it was signed: see `rendition_urls`. */
        rendition?: 'h264' | 'small' | 'notify' | 'chat' | 'timelapse' | 'gif';
        /** @description As a file to save, with a name that people can read. */
        download?: '1';
        /** @description Part of most signed links: the version of the clip. 410 once it was replaced by another one. */
        version?: string;
      };
      header?: {
        /** @description One range of bytes; several get the whole file. */
        Range?: string;
        /** @description The `ETag` of the copy at hand: 304 while it is the same. */
        'If-None-Match'?: string;
        /** @description `wait=N` waits N seconds, at most 3600, for a rendition (RFC 7240). */
        Prefer?: string;
      };
      path: {
        /** @description `{event_id}_clip.mp4` or `{event_id}_clip.gif`. */
        filename: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The whole file. */
      200: {
        headers: {
          /** @description Strong: a hash of the content. */
          ETag?: string;
          /** @description When it was written. */
          'Last-Modified'?: string;
          /** @description Ranges are in bytes. */
          'Accept-Ranges'?: string;
          [name: string]: unknown;
        };
        content: {
          'video/mp4': string;
          'image/gif': string;
        };
      };
      /** @description The rendition is being made. */
      202: {
        headers: {
          /** @description After how many seconds to ask again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "status": "pending",
           *       "progress": 40,
           *       "message": "The clip is being made."
           *     }
           */
          'application/json': components['schemas']['FileProgress'];
        };
      };
      /** @description The requested range. */
      206: {
        headers: {
          /** @description Strong: a hash of the content. */
          ETag?: string;
          /** @description When it was written. */
          'Last-Modified'?: string;
          /** @description Ranges are in bytes. */
          'Accept-Ranges'?: string;
          /** @description Which bytes of how many. */
          'Content-Range'?: string;
          [name: string]: unknown;
        };
        content: {
          'video/mp4': string;
          'image/gif': string;
        };
      };
      /** @description It has not changed. */
      304: {
        headers: {
          /** @description Strong: a hash of the content. */
          ETag?: string;
          /** @description When it was written. */
          'Last-Modified'?: string;
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 400;
            /** @enum {string} */
            code?:
              | 'BAD_REQUEST'
              | 'INVALID_USER'
              | 'NO_RENDITION_OF_GIF'
              | 'UNKNOWN_RENDITION'
              | 'VALIDATION_FAILED';
          };
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          /** @description How to authenticate. */
          'WWW-Authenticate'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 401;
            /** @enum {string} */
            code?: 'INVALID_LINK' | 'KEY_EXPIRED' | 'UNAUTHORIZED';
          };
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 403;
            /** @enum {string} */
            code?: 'FORBIDDEN' | 'HOST_NOT_ALLOWED' | 'USER_NOT_ALLOWED';
          };
        };
      };
      404: components['responses']['CLIP_NOT_FOUND'];
      410: components['responses']['CLIP_REPLACED'];
      412: components['responses']['PRECONDITION_FAILED'];
      416: components['responses']['RANGE_NOT_SATISFIABLE'];
      /** @description Too Many Requests */
      429: {
        headers: {
          /** @description Seconds to wait. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 429;
            /** @enum {string} */
            code?: 'QUEUE_FULL' | 'RATE_LIMITED' | 'TOO_MANY_STARTS';
          };
        };
      };
      500: components['responses']['INTERNAL_ERROR'];
      /** @description Service Unavailable */
      503: {
        headers: {
          /** @description Seconds to wait. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 503;
            /** @enum {string} */
            code?:
              | 'CLIPS_FOLDER_NOT_ANSWERING'
              | 'CLIPS_FOLDER_UNUSABLE'
              | 'CLIP_GENERATION_DISABLED'
              | 'DATABASE_UNAVAILABLE'
              | 'FFMPEG_FAILED'
              | 'NO_SPACE'
              | 'PROCESS_KILLED'
              | 'TIMED_OUT'
              | 'UNREADABLE_SOURCE'
              | 'VIDEO_NOT_FOUND';
          };
        };
      };
    };
  };
  MediaController_poster: {
    parameters: {
      query?: {
        /** @description Part of most signed links: the version of the clip. 410 once it was replaced by another one. */
        version?: string;
      };
      header?: {
        /** @description One range of bytes; several get the whole file. */
        Range?: string;
        /** @description The `ETag` of the copy at hand: 304 while it is the same. */
        'If-None-Match'?: string;
      };
      path: {
        /** @description `{event_id}.jpg`. */
        filename: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The whole file. */
      200: {
        headers: {
          /** @description Strong: a hash of the content. */
          ETag?: string;
          /** @description When it was written. */
          'Last-Modified'?: string;
          /** @description Ranges are in bytes. */
          'Accept-Ranges'?: string;
          [name: string]: unknown;
        };
        content: {
          'image/jpeg': string;
        };
      };
      /** @description The requested range. */
      206: {
        headers: {
          /** @description Strong: a hash of the content. */
          ETag?: string;
          /** @description When it was written. */
          'Last-Modified'?: string;
          /** @description Ranges are in bytes. */
          'Accept-Ranges'?: string;
          /** @description Which bytes of how many. */
          'Content-Range'?: string;
          [name: string]: unknown;
        };
        content: {
          'image/jpeg': string;
        };
      };
      /** @description It has not changed. */
      304: {
        headers: {
          /** @description Strong: a hash of the content. */
          ETag?: string;
          /** @description When it was written. */
          'Last-Modified'?: string;
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 400;
            /** @enum {string} */
            code?: 'BAD_REQUEST' | 'INVALID_USER' | 'VALIDATION_FAILED';
          };
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          /** @description How to authenticate. */
          'WWW-Authenticate'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 401;
            /** @enum {string} */
            code?: 'INVALID_LINK' | 'KEY_EXPIRED' | 'UNAUTHORIZED';
          };
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 403;
            /** @enum {string} */
            code?: 'FORBIDDEN' | 'HOST_NOT_ALLOWED' | 'USER_NOT_ALLOWED';
          };
        };
      };
      404: components['responses']['POSTER_NOT_FOUND'];
      410: components['responses']['CLIP_REPLACED'];
      412: components['responses']['PRECONDITION_FAILED'];
      416: components['responses']['RANGE_NOT_SATISFIABLE'];
      429: components['responses']['RATE_LIMITED'];
      500: components['responses']['INTERNAL_ERROR'];
      503: components['responses']['CLIPS_FOLDER_NOT_ANSWERING'];
    };
  };
  EventsController_list: {
    parameters: {
      query?: {
        /** @description Only events of this camera. */
        camera_id?: string;
        /** @description Only events with this label. */
        label?: string;
        /** @description Only events whose label or summary contains this text, in upper or lower case. */
        text?: string;
        /** @description The most events to return. */
        limit?: number;
        /** @description Only events that start at this instant or later. */
        from?: string;
        /** @description Only events that start before this instant. */
        to?: string;
        /** @description Only events with a clip, or only those without. */
        has_clip?: boolean;
        /** @description Only events whose clip has this status; `none` for those that have neither a clip nor a request for one. */
        clip_status?: 'none' | 'pending' | 'completed' | 'failed';
        /** @description Only events whose clip is protected, or only the others. */
        protected?: boolean;
        /** @description The `next_cursor` of the previous page. */
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "events": [
           *         {
           *           "id": 123,
           *           "camera_id": "front-door",
           *           "started_at": "2026-01-03T10:30:00.000Z",
           *           "ended_at": "2026-01-03T10:30:15.000Z",
           *           "label": "person",
           *           "summary": "Someone rings at the door.",
           *           "external_id": "nvr-8d41",
           *           "clip": {
           *             "status": "completed",
           *             "clip_url": "/api/media/clips/123_clip.mp4",
           *             "rendition_urls": null,
           *             "poster_url": "/api/media/posters/123.jpg",
           *             "protected": false,
           *             "duration_seconds": 25,
           *             "progress": 100,
           *             "message": null,
           *             "error_code": null
           *           }
           *         }
           *       ],
           *       "next_cursor": "MjAyNi0wMS0wM1QxMDozMDowMC4wMDBaIDEyMw"
           *     }
           */
          'application/json': components['schemas']['EventPageDto'];
        };
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 400;
            /** @enum {string} */
            code?: 'INVALID_CURSOR' | 'INVALID_USER' | 'VALIDATION_FAILED';
          };
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          /** @description How to authenticate. */
          'WWW-Authenticate'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 401;
            /** @enum {string} */
            code?: 'KEY_EXPIRED' | 'UNAUTHORIZED';
          };
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 403;
            /** @enum {string} */
            code?: 'FORBIDDEN' | 'HOST_NOT_ALLOWED' | 'USER_NOT_ALLOWED';
          };
        };
      };
      429: components['responses']['RATE_LIMITED'];
      500: components['responses']['INTERNAL_ERROR'];
      503: components['responses']['DATABASE_UNAVAILABLE'];
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
        /**
         * @example {
         *       "camera_id": "front-door",
         *       "started_at": "2026-01-03T10:30:00Z",
         *       "ended_at": "2026-01-03T10:30:15Z",
         *       "label": "person",
         *       "summary": "Someone rings at the door.",
         *       "external_id": "nvr-8d41",
         *       "video": {
         *         "file_path": "/media/front-door/2026-01-03_10-25-00.mp4",
         *         "started_at": "2026-01-03T10:25:00Z"
         *       }
         *     }
         */
        'application/json': components['schemas']['CreateEventDto'];
      };
    };
    responses: {
      /** @description The event already existed. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": 123,
           *       "camera_id": "front-door",
           *       "started_at": "2026-01-03T10:30:00.000Z",
           *       "ended_at": "2026-01-03T10:30:15.000Z",
           *       "label": "person",
           *       "summary": "Someone rings at the door.",
           *       "external_id": "nvr-8d41",
           *       "clip": {
           *         "status": "completed",
           *         "clip_url": "/api/media/clips/123_clip.mp4",
           *         "rendition_urls": null,
           *         "poster_url": "/api/media/posters/123.jpg",
           *         "protected": false,
           *         "duration_seconds": 25,
           *         "progress": 100,
           *         "message": null,
           *         "error_code": null
           *       }
           *     }
           */
          'application/json': components['schemas']['EventDto'];
        };
      };
      /** @description The event was created. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": 123,
           *       "camera_id": "front-door",
           *       "started_at": "2026-01-03T10:30:00.000Z",
           *       "ended_at": "2026-01-03T10:30:15.000Z",
           *       "label": "person",
           *       "summary": "Someone rings at the door.",
           *       "external_id": "nvr-8d41",
           *       "clip": null
           *     }
           */
          'application/json': components['schemas']['EventDto'];
        };
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 400;
            /** @enum {string} */
            code?:
              | 'BAD_REQUEST'
              | 'EVENT_IN_FUTURE'
              | 'INVALID_USER'
              | 'PATH_NOT_ALLOWED'
              | 'VALIDATION_FAILED';
          };
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          /** @description How to authenticate. */
          'WWW-Authenticate'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 401;
            /** @enum {string} */
            code?: 'KEY_EXPIRED' | 'UNAUTHORIZED';
          };
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 403;
            /** @enum {string} */
            code?: 'FORBIDDEN' | 'HOST_NOT_ALLOWED' | 'ORIGIN_NOT_ALLOWED' | 'USER_NOT_ALLOWED';
          };
        };
      };
      413: components['responses']['BODY_TOO_LARGE'];
      415: components['responses']['UNSUPPORTED_MEDIA_TYPE'];
      429: components['responses']['RATE_LIMITED'];
      500: components['responses']['INTERNAL_ERROR'];
      /** @description Service Unavailable */
      503: {
        headers: {
          /** @description Seconds to wait. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 503;
            /** @enum {string} */
            code?: 'DATABASE_UNAVAILABLE' | 'FOOTAGE_NOT_ANSWERING';
          };
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
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": 123,
           *       "camera_id": "front-door",
           *       "started_at": "2026-01-03T10:30:00.000Z",
           *       "ended_at": "2026-01-03T10:30:15.000Z",
           *       "label": "person",
           *       "summary": "Someone rings at the door.",
           *       "external_id": "nvr-8d41",
           *       "clip": {
           *         "status": "completed",
           *         "clip_url": "/api/media/clips/123_clip.mp4",
           *         "rendition_urls": null,
           *         "poster_url": "/api/media/posters/123.jpg",
           *         "protected": false,
           *         "duration_seconds": 25,
           *         "progress": 100,
           *         "message": null,
           *         "error_code": null
           *       }
           *     }
           */
          'application/json': components['schemas']['EventDto'];
        };
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 400;
            /** @enum {string} */
            code?: 'BAD_REQUEST' | 'INVALID_ID' | 'INVALID_USER' | 'VALIDATION_FAILED';
          };
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          /** @description How to authenticate. */
          'WWW-Authenticate'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 401;
            /** @enum {string} */
            code?: 'KEY_EXPIRED' | 'UNAUTHORIZED';
          };
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 403;
            /** @enum {string} */
            code?: 'FORBIDDEN' | 'HOST_NOT_ALLOWED' | 'USER_NOT_ALLOWED';
          };
        };
      };
      404: components['responses']['EVENT_NOT_FOUND'];
      429: components['responses']['RATE_LIMITED'];
      500: components['responses']['INTERNAL_ERROR'];
      503: components['responses']['DATABASE_UNAVAILABLE'];
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
      /** @description No Content */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 400;
            /** @enum {string} */
            code?: 'BAD_REQUEST' | 'INVALID_ID' | 'INVALID_USER' | 'VALIDATION_FAILED';
          };
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          /** @description How to authenticate. */
          'WWW-Authenticate'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 401;
            /** @enum {string} */
            code?: 'KEY_EXPIRED' | 'UNAUTHORIZED';
          };
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 403;
            /** @enum {string} */
            code?: 'FORBIDDEN' | 'HOST_NOT_ALLOWED' | 'ORIGIN_NOT_ALLOWED' | 'USER_NOT_ALLOWED';
          };
        };
      };
      404: components['responses']['EVENT_NOT_FOUND'];
      409: components['responses']['CLIP_PROTECTED'];
      429: components['responses']['RATE_LIMITED'];
      500: components['responses']['INTERNAL_ERROR'];
      503: components['responses']['DATABASE_UNAVAILABLE'];
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
        /**
         * @example {
         *       "ended_at": "2026-01-03T10:30:15Z",
         *       "summary": "Someone rings at the door."
         *     }
         */
        'application/json': components['schemas']['UpdateEventDto'];
      };
    };
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": 123,
           *       "camera_id": "front-door",
           *       "started_at": "2026-01-03T10:30:00.000Z",
           *       "ended_at": "2026-01-03T10:30:15.000Z",
           *       "label": "person",
           *       "summary": "Someone rings at the door.",
           *       "external_id": "nvr-8d41",
           *       "clip": {
           *         "status": "completed",
           *         "clip_url": "/api/media/clips/123_clip.mp4",
           *         "rendition_urls": null,
           *         "poster_url": "/api/media/posters/123.jpg",
           *         "protected": false,
           *         "duration_seconds": 25,
           *         "progress": 100,
           *         "message": null,
           *         "error_code": null
           *       }
           *     }
           */
          'application/json': components['schemas']['EventDto'];
        };
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 400;
            /** @enum {string} */
            code?: 'BAD_REQUEST' | 'INVALID_ID' | 'INVALID_USER' | 'VALIDATION_FAILED';
          };
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          /** @description How to authenticate. */
          'WWW-Authenticate'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 401;
            /** @enum {string} */
            code?: 'KEY_EXPIRED' | 'UNAUTHORIZED';
          };
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 403;
            /** @enum {string} */
            code?: 'FORBIDDEN' | 'HOST_NOT_ALLOWED' | 'ORIGIN_NOT_ALLOWED' | 'USER_NOT_ALLOWED';
          };
        };
      };
      404: components['responses']['EVENT_NOT_FOUND'];
      413: components['responses']['BODY_TOO_LARGE'];
      415: components['responses']['UNSUPPORTED_MEDIA_TYPE'];
      429: components['responses']['RATE_LIMITED'];
      500: components['responses']['INTERNAL_ERROR'];
      503: components['responses']['DATABASE_UNAVAILABLE'];
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
        /**
         * @example {
         *       "detections": [
         *         {
         *           "file_path": "/media/front-door/stills/123-1.jpg",
         *           "detected_at": "2026-01-03T10:30:02Z"
         *         },
         *         {
         *           "file_path": "/media/front-door/stills/123-2.jpg",
         *           "detected_at": "2026-01-03T10:30:04Z"
         *         }
         *       ]
         *     }
         */
        'application/json': components['schemas']['AddDetectionsDto'];
      };
    };
    responses: {
      /** @description Created */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "detections": [
           *         {
           *           "id": 501,
           *           "file_path": "/media/front-door/stills/123-1.jpg",
           *           "detected_at": "2026-01-03T10:30:02.000Z"
           *         },
           *         {
           *           "id": 502,
           *           "file_path": "/media/front-door/stills/123-2.jpg",
           *           "detected_at": "2026-01-03T10:30:04.000Z"
           *         }
           *       ]
           *     }
           */
          'application/json': components['schemas']['DetectionsDto'];
        };
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 400;
            /** @enum {string} */
            code?:
              | 'BAD_REQUEST'
              | 'INVALID_ID'
              | 'INVALID_USER'
              | 'PATH_NOT_ALLOWED'
              | 'VALIDATION_FAILED';
          };
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          /** @description How to authenticate. */
          'WWW-Authenticate'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 401;
            /** @enum {string} */
            code?: 'KEY_EXPIRED' | 'UNAUTHORIZED';
          };
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 403;
            /** @enum {string} */
            code?: 'FORBIDDEN' | 'HOST_NOT_ALLOWED' | 'ORIGIN_NOT_ALLOWED' | 'USER_NOT_ALLOWED';
          };
        };
      };
      404: components['responses']['EVENT_NOT_FOUND'];
      413: components['responses']['BODY_TOO_LARGE'];
      415: components['responses']['UNSUPPORTED_MEDIA_TYPE'];
      429: components['responses']['RATE_LIMITED'];
      500: components['responses']['INTERNAL_ERROR'];
      /** @description Service Unavailable */
      503: {
        headers: {
          /** @description Seconds to wait. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 503;
            /** @enum {string} */
            code?: 'DATABASE_UNAVAILABLE' | 'FOOTAGE_NOT_ANSWERING';
          };
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
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "cameras": [
           *         {
           *           "camera_id": "front-door",
           *           "newest_event": {
           *             "id": 123,
           *             "camera_id": "front-door",
           *             "started_at": "2026-01-03T10:30:00.000Z",
           *             "ended_at": "2026-01-03T10:30:15.000Z",
           *             "label": "person",
           *             "summary": "Someone rings at the door.",
           *             "external_id": "nvr-8d41",
           *             "clip": {
           *               "status": "completed",
           *               "clip_url": "/api/media/clips/123_clip.mp4",
           *               "rendition_urls": null,
           *               "poster_url": "/api/media/posters/123.jpg",
           *               "protected": false,
           *               "duration_seconds": 25,
           *               "progress": 100,
           *               "message": null,
           *               "error_code": null
           *             }
           *           }
           *         }
           *       ]
           *     }
           */
          'application/json': components['schemas']['CamerasDto'];
        };
      };
      400: components['responses']['INVALID_USER'];
      /** @description Unauthorized */
      401: {
        headers: {
          /** @description How to authenticate. */
          'WWW-Authenticate'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 401;
            /** @enum {string} */
            code?: 'KEY_EXPIRED' | 'UNAUTHORIZED';
          };
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 403;
            /** @enum {string} */
            code?: 'FORBIDDEN' | 'HOST_NOT_ALLOWED' | 'USER_NOT_ALLOWED';
          };
        };
      };
      429: components['responses']['RATE_LIMITED'];
      500: components['responses']['INTERNAL_ERROR'];
      503: components['responses']['DATABASE_UNAVAILABLE'];
    };
  };
  CamerasController_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        camera_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "camera_id": "front-door",
           *       "name": "Front door",
           *       "time_zone": "Europe/Berlin",
           *       "clock_offset_seconds": 7,
           *       "file_pattern": "%path/%d-%m-%Y_%H-%M-%S",
           *       "retention_days": 14,
           *       "retention_days_by_label": {
           *         "person": 90
           *       },
           *       "quiet_after_seconds": 900,
           *       "silent_since": null
           *     }
           */
          'application/json': components['schemas']['CameraSettingsDto'];
        };
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 400;
            /** @enum {string} */
            code?: 'BAD_REQUEST' | 'INVALID_USER' | 'VALIDATION_FAILED';
          };
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          /** @description How to authenticate. */
          'WWW-Authenticate'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 401;
            /** @enum {string} */
            code?: 'KEY_EXPIRED' | 'UNAUTHORIZED';
          };
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 403;
            /** @enum {string} */
            code?: 'FORBIDDEN' | 'HOST_NOT_ALLOWED' | 'USER_NOT_ALLOWED';
          };
        };
      };
      404: components['responses']['CAMERA_NOT_FOUND'];
      429: components['responses']['RATE_LIMITED'];
      500: components['responses']['INTERNAL_ERROR'];
      503: components['responses']['DATABASE_UNAVAILABLE'];
    };
  };
  CamerasController_put: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        camera_id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "name": "Front door",
         *       "time_zone": "Europe/Berlin",
         *       "clock_offset_seconds": 7,
         *       "file_pattern": "%path/%d-%m-%Y_%H-%M-%S",
         *       "retention_days": 14,
         *       "retention_days_by_label": {
         *         "person": 90
         *       },
         *       "quiet_after_seconds": 900
         *     }
         */
        'application/json': components['schemas']['PutCameraDto'];
      };
    };
    responses: {
      /** @description The camera was known. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "camera_id": "front-door",
           *       "name": "Front door",
           *       "time_zone": "Europe/Berlin",
           *       "clock_offset_seconds": 7,
           *       "file_pattern": "%path/%d-%m-%Y_%H-%M-%S",
           *       "retention_days": 14,
           *       "retention_days_by_label": {
           *         "person": 90
           *       },
           *       "quiet_after_seconds": 900,
           *       "silent_since": null
           *     }
           */
          'application/json': components['schemas']['CameraSettingsDto'];
        };
      };
      /** @description The camera was not known before. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "camera_id": "front-door",
           *       "name": "Front door",
           *       "time_zone": "Europe/Berlin",
           *       "clock_offset_seconds": 7,
           *       "file_pattern": "%path/%d-%m-%Y_%H-%M-%S",
           *       "retention_days": 14,
           *       "retention_days_by_label": {
           *         "person": 90
           *       },
           *       "quiet_after_seconds": 900,
           *       "silent_since": null
           *     }
           */
          'application/json': components['schemas']['CameraSettingsDto'];
        };
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 400;
            /** @enum {string} */
            code?: 'BAD_REQUEST' | 'INVALID_USER' | 'VALIDATION_FAILED';
          };
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          /** @description How to authenticate. */
          'WWW-Authenticate'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 401;
            /** @enum {string} */
            code?: 'KEY_EXPIRED' | 'UNAUTHORIZED';
          };
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 403;
            /** @enum {string} */
            code?: 'FORBIDDEN' | 'HOST_NOT_ALLOWED' | 'ORIGIN_NOT_ALLOWED' | 'USER_NOT_ALLOWED';
          };
        };
      };
      413: components['responses']['BODY_TOO_LARGE'];
      415: components['responses']['UNSUPPORTED_MEDIA_TYPE'];
      429: components['responses']['RATE_LIMITED'];
      500: components['responses']['INTERNAL_ERROR'];
      503: components['responses']['DATABASE_UNAVAILABLE'];
    };
  };
  CamerasController_coverage: {
    parameters: {
      query?: {
        /** @description Default: a day before `to`. */
        from?: string;
        /** @description At most 31 days after `from`. Default: a day after `from`, or now. What is still to come is left out. */
        to?: string;
      };
      header?: never;
      path: {
        camera_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "camera_id": "front-door",
           *       "from": "2026-01-03T00:00:00.000Z",
           *       "to": "2026-01-04T00:00:00.000Z",
           *       "recorded": [
           *         {
           *           "starts_at": "2026-01-03T00:00:00.000Z",
           *           "ends_at": "2026-01-03T10:35:00.000Z"
           *         },
           *         {
           *           "starts_at": "2026-01-03T11:00:00.000Z",
           *           "ends_at": "2026-01-04T00:00:00.000Z"
           *         }
           *       ],
           *       "gaps": [
           *         {
           *           "starts_at": "2026-01-03T10:35:00.000Z",
           *           "ends_at": "2026-01-03T11:00:00.000Z"
           *         }
           *       ],
           *       "recorded_seconds": 84900,
           *       "gap_seconds": 1500,
           *       "newest_recording_ends_at": "2026-01-04T00:05:00.000Z",
           *       "continues_at": null
           *     }
           */
          'application/json': components['schemas']['CoverageDto'];
        };
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 400;
            /** @enum {string} */
            code?: 'BAD_REQUEST' | 'INTERVAL_TOO_LONG' | 'INVALID_USER' | 'VALIDATION_FAILED';
          };
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          /** @description How to authenticate. */
          'WWW-Authenticate'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 401;
            /** @enum {string} */
            code?: 'KEY_EXPIRED' | 'UNAUTHORIZED';
          };
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 403;
            /** @enum {string} */
            code?: 'FORBIDDEN' | 'HOST_NOT_ALLOWED' | 'USER_NOT_ALLOWED';
          };
        };
      };
      404: components['responses']['CAMERA_NOT_FOUND'];
      429: components['responses']['RATE_LIMITED'];
      500: components['responses']['INTERNAL_ERROR'];
      503: components['responses']['DATABASE_UNAVAILABLE'];
    };
  };
  RecordingsController_list: {
    parameters: {
      query?: {
        /** @description Only recordings of this camera. */
        camera_id?: string;
        /** @description The most recordings to return. */
        limit?: number;
        /** @description Only recordings that end after this instant. */
        from?: string;
        /** @description Only recordings that start before this instant. */
        to?: string;
        /** @description The `next_cursor` of the previous page. */
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "recordings": [
           *         {
           *           "id": 41,
           *           "camera_id": "front-door",
           *           "file_path": "/media/front-door/2026-01-03_10-25-00.mp4",
           *           "started_at": "2026-01-03T10:25:00.000Z",
           *           "ended_at": "2026-01-03T10:35:00.000Z",
           *           "placed_by": "given"
           *         }
           *       ],
           *       "next_cursor": null
           *     }
           */
          'application/json': components['schemas']['RecordingPageDto'];
        };
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 400;
            /** @enum {string} */
            code?: 'INVALID_CURSOR' | 'INVALID_USER' | 'VALIDATION_FAILED';
          };
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          /** @description How to authenticate. */
          'WWW-Authenticate'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 401;
            /** @enum {string} */
            code?: 'KEY_EXPIRED' | 'UNAUTHORIZED';
          };
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 403;
            /** @enum {string} */
            code?: 'FORBIDDEN' | 'HOST_NOT_ALLOWED' | 'USER_NOT_ALLOWED';
          };
        };
      };
      429: components['responses']['RATE_LIMITED'];
      500: components['responses']['INTERNAL_ERROR'];
      503: components['responses']['DATABASE_UNAVAILABLE'];
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
      /** @description The file was registered before and was read again; or the results of a batch. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json':
            components['schemas']['RecordingDto'] | components['schemas']['RecordingOutcomesDto'];
        };
      };
      /** @description The recording was registered. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": 41,
           *       "camera_id": "front-door",
           *       "file_path": "/media/front-door/2026-01-03_10-25-00.mp4",
           *       "started_at": "2026-01-03T10:25:00.000Z",
           *       "ended_at": "2026-01-03T10:35:00.000Z",
           *       "placed_by": "given"
           *     }
           */
          'application/json': components['schemas']['RecordingDto'];
        };
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 400;
            /** @enum {string} */
            code?:
              | 'BAD_REQUEST'
              | 'IMPLAUSIBLE_START'
              | 'INVALID_USER'
              | 'PATH_NOT_ALLOWED'
              | 'UNREADABLE_SOURCE'
              | 'VALIDATION_FAILED'
              | 'VIDEO_NOT_FOUND';
          };
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          /** @description How to authenticate. */
          'WWW-Authenticate'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 401;
            /** @enum {string} */
            code?: 'KEY_EXPIRED' | 'UNAUTHORIZED';
          };
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 403;
            /** @enum {string} */
            code?: 'FORBIDDEN' | 'HOST_NOT_ALLOWED' | 'ORIGIN_NOT_ALLOWED' | 'USER_NOT_ALLOWED';
          };
        };
      };
      413: components['responses']['BODY_TOO_LARGE'];
      415: components['responses']['UNSUPPORTED_MEDIA_TYPE'];
      429: components['responses']['RATE_LIMITED'];
      500: components['responses']['INTERNAL_ERROR'];
      /** @description Service Unavailable */
      503: {
        headers: {
          /** @description Seconds to wait. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 503;
            /** @enum {string} */
            code?:
              | 'ABORTED'
              | 'DATABASE_UNAVAILABLE'
              | 'FFMPEG_NOT_FOUND'
              | 'FOOTAGE_NOT_ANSWERING'
              | 'PROCESS_KILLED';
          };
        };
      };
      504: components['responses']['TIMED_OUT'];
      507: components['responses']['NO_SPACE'];
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
      /** @description No Content */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 400;
            /** @enum {string} */
            code?: 'BAD_REQUEST' | 'INVALID_ID' | 'INVALID_USER' | 'VALIDATION_FAILED';
          };
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          /** @description How to authenticate. */
          'WWW-Authenticate'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 401;
            /** @enum {string} */
            code?: 'KEY_EXPIRED' | 'UNAUTHORIZED';
          };
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 403;
            /** @enum {string} */
            code?: 'FORBIDDEN' | 'HOST_NOT_ALLOWED' | 'ORIGIN_NOT_ALLOWED' | 'USER_NOT_ALLOWED';
          };
        };
      };
      404: components['responses']['RECORDING_NOT_FOUND'];
      429: components['responses']['RATE_LIMITED'];
      500: components['responses']['INTERNAL_ERROR'];
      503: components['responses']['DATABASE_UNAVAILABLE'];
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
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "event_id": 123,
           *       "clip_available": true,
           *       "clip_url": "/api/media/clips/123_clip.mp4",
           *       "rendition_urls": {
           *         "notify": "/api/media/clips/123_clip.mp4?rendition=notify",
           *         "chat": "/api/media/clips/123_clip.mp4?rendition=chat",
           *         "timelapse": "/api/media/clips/123_clip.mp4?rendition=timelapse",
           *         "gif": "/api/media/clips/123_clip.mp4?rendition=gif"
           *       },
           *       "duration_seconds": 25,
           *       "generated_at": "2026-01-03T10:30:22.481Z",
           *       "file_size_bytes": 12482913,
           *       "status": "completed",
           *       "progress": 100,
           *       "message": null,
           *       "error_code": null,
           *       "stale": false,
           *       "format": "mp4",
           *       "starts_at": "2026-01-03T10:29:55.000Z",
           *       "ends_at": "2026-01-03T10:30:20.000Z",
           *       "requested_starts_at": "2026-01-03T10:29:55.000Z",
           *       "requested_ends_at": "2026-01-03T10:30:20.000Z",
           *       "gaps": [],
           *       "signed_video": null,
           *       "method": "smart",
           *       "video_codec": "h264",
           *       "codecs": "avc1.64001F, mp4a.40.2",
           *       "frames": 375,
           *       "width": 1920,
           *       "height": 1080,
           *       "sha256": "927d266aab34eae53fb6836f1492f3c0bda90d721bba5876227cda6b775b9c45",
           *       "poster_url": "/api/media/posters/123.jpg",
           *       "subtitles_url": "/api/media/clips/123.vtt",
           *       "protected": false,
           *       "protected_reason": null
           *     }
           */
          'application/json': components['schemas']['ClipInfoResponse'];
        };
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 400;
            /** @enum {string} */
            code?: 'BAD_REQUEST' | 'INVALID_ID' | 'INVALID_USER' | 'VALIDATION_FAILED';
          };
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          /** @description How to authenticate. */
          'WWW-Authenticate'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 401;
            /** @enum {string} */
            code?: 'KEY_EXPIRED' | 'UNAUTHORIZED';
          };
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 403;
            /** @enum {string} */
            code?: 'FORBIDDEN' | 'HOST_NOT_ALLOWED' | 'USER_NOT_ALLOWED';
          };
        };
      };
      404: components['responses']['EVENT_NOT_FOUND'];
      429: components['responses']['RATE_LIMITED'];
      500: components['responses']['INTERNAL_ERROR'];
      /** @description Service Unavailable */
      503: {
        headers: {
          /** @description Seconds to wait. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 503;
            /** @enum {string} */
            code?: 'CLIPS_FOLDER_NOT_ANSWERING' | 'DATABASE_UNAVAILABLE';
          };
        };
      };
    };
  };
  ClipsController_remove: {
    parameters: {
      query?: {
        /** @description Only cancels the pending request: a clip that was completed a moment before is kept. */
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
      /** @description No Content */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 400;
            /** @enum {string} */
            code?: 'BAD_REQUEST' | 'INVALID_ID' | 'INVALID_USER' | 'VALIDATION_FAILED';
          };
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          /** @description How to authenticate. */
          'WWW-Authenticate'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 401;
            /** @enum {string} */
            code?: 'KEY_EXPIRED' | 'UNAUTHORIZED';
          };
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 403;
            /** @enum {string} */
            code?: 'FORBIDDEN' | 'HOST_NOT_ALLOWED' | 'ORIGIN_NOT_ALLOWED' | 'USER_NOT_ALLOWED';
          };
        };
      };
      /** @description Not Found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 404;
            /** @enum {string} */
            code?: 'CLIP_NOT_FOUND' | 'EVENT_NOT_FOUND' | 'NOTHING_PENDING';
          };
        };
      };
      409: components['responses']['CLIP_PROTECTED'];
      429: components['responses']['RATE_LIMITED'];
      500: components['responses']['INTERNAL_ERROR'];
      /** @description Service Unavailable */
      503: {
        headers: {
          /** @description Seconds to wait. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 503;
            /** @enum {string} */
            code?: 'CLIPS_FOLDER_NOT_ANSWERING' | 'DATABASE_UNAVAILABLE';
          };
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
        /**
         * @example {
         *       "protected": true,
         *       "reason": "case 12"
         *     }
         */
        'application/json': components['schemas']['ClipUpdate'];
      };
    };
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "event_id": 123,
           *       "clip_available": true,
           *       "clip_url": "/api/media/clips/123_clip.mp4",
           *       "rendition_urls": {
           *         "notify": "/api/media/clips/123_clip.mp4?rendition=notify",
           *         "chat": "/api/media/clips/123_clip.mp4?rendition=chat",
           *         "timelapse": "/api/media/clips/123_clip.mp4?rendition=timelapse",
           *         "gif": "/api/media/clips/123_clip.mp4?rendition=gif"
           *       },
           *       "duration_seconds": 25,
           *       "generated_at": "2026-01-03T10:30:22.481Z",
           *       "file_size_bytes": 12482913,
           *       "status": "completed",
           *       "progress": 100,
           *       "message": null,
           *       "error_code": null,
           *       "stale": false,
           *       "format": "mp4",
           *       "starts_at": "2026-01-03T10:29:55.000Z",
           *       "ends_at": "2026-01-03T10:30:20.000Z",
           *       "requested_starts_at": "2026-01-03T10:29:55.000Z",
           *       "requested_ends_at": "2026-01-03T10:30:20.000Z",
           *       "gaps": [],
           *       "signed_video": null,
           *       "method": "smart",
           *       "video_codec": "h264",
           *       "codecs": "avc1.64001F, mp4a.40.2",
           *       "frames": 375,
           *       "width": 1920,
           *       "height": 1080,
           *       "sha256": "927d266aab34eae53fb6836f1492f3c0bda90d721bba5876227cda6b775b9c45",
           *       "poster_url": "/api/media/posters/123.jpg",
           *       "subtitles_url": "/api/media/clips/123.vtt",
           *       "protected": true,
           *       "protected_reason": "case 12"
           *     }
           */
          'application/json': components['schemas']['ClipInfoResponse'];
        };
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 400;
            /** @enum {string} */
            code?: 'BAD_REQUEST' | 'INVALID_ID' | 'INVALID_USER' | 'VALIDATION_FAILED';
          };
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          /** @description How to authenticate. */
          'WWW-Authenticate'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 401;
            /** @enum {string} */
            code?: 'KEY_EXPIRED' | 'UNAUTHORIZED';
          };
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 403;
            /** @enum {string} */
            code?: 'FORBIDDEN' | 'HOST_NOT_ALLOWED' | 'ORIGIN_NOT_ALLOWED' | 'USER_NOT_ALLOWED';
          };
        };
      };
      /** @description Not Found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 404;
            /** @enum {string} */
            code?: 'CLIP_NOT_FOUND' | 'EVENT_NOT_FOUND';
          };
        };
      };
      413: components['responses']['BODY_TOO_LARGE'];
      415: components['responses']['UNSUPPORTED_MEDIA_TYPE'];
      429: components['responses']['RATE_LIMITED'];
      500: components['responses']['INTERNAL_ERROR'];
      /** @description Service Unavailable */
      503: {
        headers: {
          /** @description Seconds to wait. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 503;
            /** @enum {string} */
            code?: 'CLIPS_FOLDER_NOT_ANSWERING' | 'DATABASE_UNAVAILABLE';
          };
        };
      };
    };
  };
  ClipsController_generate: {
    parameters: {
      query?: never;
      header?: {
        /** @description `wait=N` waits N seconds, at most 3600; `respond-async` does not wait (RFC 7240). */
        Prefer?: string;
      };
      path: {
        id: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "start_offset_seconds": -5,
         *       "end_offset_seconds": 20,
         *       "force": false
         *     }
         */
        'application/json': components['schemas']['ClipGenerateRequest'];
      };
    };
    responses: {
      /** @description There was a clip already, or it could not be made: see `status`. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ClipGenerateResponse'];
        };
      };
      /** @description The clip was made. */
      201: {
        headers: {
          /** @description Where the clip is served; the same as `clip_url`. */
          Location?: string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "event_id": 123,
           *       "status": "completed",
           *       "clip_url": "/api/media/clips/123_clip.mp4",
           *       "rendition_urls": {
           *         "notify": "/api/media/clips/123_clip.mp4?rendition=notify",
           *         "chat": "/api/media/clips/123_clip.mp4?rendition=chat",
           *         "timelapse": "/api/media/clips/123_clip.mp4?rendition=timelapse",
           *         "gif": "/api/media/clips/123_clip.mp4?rendition=gif"
           *       },
           *       "generated_at": "2026-01-03T10:30:22.481Z",
           *       "message": "Clip generated successfully",
           *       "error_code": null,
           *       "video_codec": "h264",
           *       "codecs": "avc1.64001F, mp4a.40.2"
           *     }
           */
          'application/json': components['schemas']['ClipGenerateResponse'];
        };
      };
      /** @description The clip is still being made. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "event_id": 123,
           *       "clip_url": null,
           *       "rendition_urls": null,
           *       "generated_at": null,
           *       "video_codec": null,
           *       "codecs": null,
           *       "status": "pending",
           *       "message": "The clip is being made.",
           *       "error_code": null
           *     }
           */
          'application/json': components['schemas']['ClipGenerateResponse'];
        };
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 400;
            /** @enum {string} */
            code?:
              | 'BAD_REQUEST'
              | 'INVALID_CLIP_DURATION'
              | 'INVALID_ID'
              | 'INVALID_USER'
              | 'NO_CLIP_SOURCE'
              | 'VALIDATION_FAILED';
          };
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          /** @description How to authenticate. */
          'WWW-Authenticate'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 401;
            /** @enum {string} */
            code?: 'KEY_EXPIRED' | 'UNAUTHORIZED';
          };
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 403;
            /** @enum {string} */
            code?: 'FORBIDDEN' | 'HOST_NOT_ALLOWED' | 'ORIGIN_NOT_ALLOWED' | 'USER_NOT_ALLOWED';
          };
        };
      };
      404: components['responses']['EVENT_NOT_FOUND'];
      409: components['responses']['CLIP_PROTECTED'];
      413: components['responses']['BODY_TOO_LARGE'];
      415: components['responses']['UNSUPPORTED_MEDIA_TYPE'];
      /** @description Too Many Requests */
      429: {
        headers: {
          /** @description Seconds to wait. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 429;
            /** @enum {string} */
            code?: 'KEY_QUEUE_FULL' | 'QUEUE_FULL' | 'RATE_LIMITED' | 'TOO_MANY_STARTS';
          };
        };
      };
      500: components['responses']['INTERNAL_ERROR'];
      /** @description Service Unavailable */
      503: {
        headers: {
          /** @description Seconds to wait. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 503;
            /** @enum {string} */
            code?:
              | 'CLIPS_FOLDER_NOT_ANSWERING'
              | 'CLIP_GENERATION_DISABLED'
              | 'DATABASE_UNAVAILABLE'
              | 'FFMPEG_NOT_FOUND';
          };
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
      /** @description Server-sent events. The data of each is a `ClipProgress`; comments keep the connection open. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example data: {"status":"pending","progress":0,"message":null}
           *
           *     data: {"status":"pending","progress":60,"message":null}
           *
           *     data: {"status":"completed","progress":100,"message":null}
           */
          'text/event-stream': string;
        };
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 400;
            /** @enum {string} */
            code?: 'BAD_REQUEST' | 'INVALID_ID' | 'INVALID_USER' | 'VALIDATION_FAILED';
          };
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          /** @description How to authenticate. */
          'WWW-Authenticate'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 401;
            /** @enum {string} */
            code?: 'KEY_EXPIRED' | 'UNAUTHORIZED';
          };
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 403;
            /** @enum {string} */
            code?: 'FORBIDDEN' | 'HOST_NOT_ALLOWED' | 'USER_NOT_ALLOWED';
          };
        };
      };
      404: components['responses']['EVENT_NOT_FOUND'];
      429: components['responses']['RATE_LIMITED'];
      500: components['responses']['INTERNAL_ERROR'];
      /** @description Service Unavailable */
      503: {
        headers: {
          /** @description Seconds to wait. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 503;
            /** @enum {string} */
            code?: 'CLIPS_FOLDER_NOT_ANSWERING' | 'DATABASE_UNAVAILABLE';
          };
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
        /**
         * @example {
         *       "ttl_seconds": 86400,
         *       "current": false
         *     }
         */
        'application/json': components['schemas']['ClipShareRequest'];
      };
    };
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "event_id": 123,
           *       "rendition_urls": {
           *         "gif": "/api/media/clips/123_clip.mp4?rendition=gif&expires=1767522660&version=927d266aab34eae5&signature=uLmJqP3x.Wm1H2c3_KxhO9mEbqgV5vQG6pZ4nTrYdJ8fLwEoA7s0"
           *       },
           *       "subtitles_url": "/api/media/clips/123.vtt?expires=1767522660&version=927d266aab34eae5&signature=uLmJqP3x.k2Yw0rT7uQeXn5ZcBvHsJdMfGiLpAoE1R9tWqS4x6bC",
           *       "clip_url": "/api/media/clips/123_clip.mp4?expires=1767522660&version=927d266aab34eae5&signature=uLmJqP3x.8lL763-P21rwraQEDo3qmRFPm-4KTgDTOQh2XW8NG8E"
           *     }
           */
          'application/json': components['schemas']['ClipShareResponse'];
        };
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 400;
            /** @enum {string} */
            code?: 'BAD_REQUEST' | 'INVALID_ID' | 'INVALID_USER' | 'VALIDATION_FAILED';
          };
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          /** @description How to authenticate. */
          'WWW-Authenticate'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 401;
            /** @enum {string} */
            code?: 'KEY_EXPIRED' | 'UNAUTHORIZED';
          };
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 403;
            /** @enum {string} */
            code?: 'FORBIDDEN' | 'HOST_NOT_ALLOWED' | 'ORIGIN_NOT_ALLOWED' | 'USER_NOT_ALLOWED';
          };
        };
      };
      /** @description Not Found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 404;
            /** @enum {string} */
            code?: 'CLIP_NOT_FOUND' | 'EVENT_NOT_FOUND';
          };
        };
      };
      413: components['responses']['BODY_TOO_LARGE'];
      415: components['responses']['UNSUPPORTED_MEDIA_TYPE'];
      429: components['responses']['RATE_LIMITED'];
      500: components['responses']['INTERNAL_ERROR'];
      /** @description Service Unavailable */
      503: {
        headers: {
          /** @description Seconds to wait. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 503;
            /** @enum {string} */
            code?: 'CLIPS_FOLDER_NOT_ANSWERING' | 'DATABASE_UNAVAILABLE';
          };
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
      /** @description The clip exists. */
      302: {
        headers: {
          /** @description Where the clip is served. */
          Location?: string;
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 400;
            /** @enum {string} */
            code?: 'BAD_REQUEST' | 'INVALID_ID' | 'INVALID_USER' | 'VALIDATION_FAILED';
          };
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          /** @description How to authenticate. */
          'WWW-Authenticate'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 401;
            /** @enum {string} */
            code?: 'KEY_EXPIRED' | 'UNAUTHORIZED';
          };
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 403;
            /** @enum {string} */
            code?: 'FORBIDDEN' | 'HOST_NOT_ALLOWED' | 'USER_NOT_ALLOWED';
          };
        };
      };
      /** @description Not Found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 404;
            /** @enum {string} */
            code?: 'CLIP_NOT_FOUND' | 'EVENT_NOT_FOUND';
          };
        };
      };
      409: components['responses']['CLIP_PENDING'];
      429: components['responses']['RATE_LIMITED'];
      500: components['responses']['INTERNAL_ERROR'];
      /** @description Service Unavailable */
      503: {
        headers: {
          /** @description Seconds to wait. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 503;
            /** @enum {string} */
            code?: 'CLIPS_FOLDER_NOT_ANSWERING' | 'DATABASE_UNAVAILABLE';
          };
        };
      };
    };
  };
  CameraClipsController_send: {
    parameters: {
      query: {
        /** @description As a file to save, with a name that people can read. */
        download?: '1';
        /** @description Where the clip begins. */
        from: string;
        /** @description Where it ends: after `from`, and at most an hour. */
        to: string;
        /** @description How video is cut. Default: as configured, or `smart`. */
        cut?: 'smart' | 'keyframe' | 'transcode';
        /** @description `h264` plays everywhere; `original` keeps HEVC, without encoding it. Default: as configured, or `h264`. */
        video_codec?: 'h264' | 'original';
      };
      header?: {
        /** @description One range of bytes; several get the whole file. */
        Range?: string;
        /** @description The `ETag` of the copy at hand: 304 while it is the same. */
        'If-None-Match'?: string;
        /** @description `wait=N` waits N seconds, at most 3600; `respond-async` does not wait (RFC 7240). */
        Prefer?: string;
      };
      path: {
        camera_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The whole file. */
      200: {
        headers: {
          /** @description Strong: a hash of the content. */
          ETag?: string;
          /** @description When it was written. */
          'Last-Modified'?: string;
          /** @description Ranges are in bytes. */
          'Accept-Ranges'?: string;
          [name: string]: unknown;
        };
        content: {
          'video/mp4': string;
        };
      };
      /** @description The clip is being made, or waits for footage. */
      202: {
        headers: {
          /** @description After how many seconds to ask again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "status": "pending",
           *       "progress": 40,
           *       "message": "The clip is being made."
           *     }
           */
          'application/json': components['schemas']['FileProgress'];
        };
      };
      /** @description The requested range. */
      206: {
        headers: {
          /** @description Strong: a hash of the content. */
          ETag?: string;
          /** @description When it was written. */
          'Last-Modified'?: string;
          /** @description Ranges are in bytes. */
          'Accept-Ranges'?: string;
          /** @description Which bytes of how many. */
          'Content-Range'?: string;
          [name: string]: unknown;
        };
        content: {
          'video/mp4': string;
        };
      };
      /** @description It has not changed. */
      304: {
        headers: {
          /** @description Strong: a hash of the content. */
          ETag?: string;
          /** @description When it was written. */
          'Last-Modified'?: string;
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 400;
            /** @enum {string} */
            code?:
              | 'BAD_REQUEST'
              | 'INTERVAL_IN_FUTURE'
              | 'INVALID_CLIP_DURATION'
              | 'INVALID_USER'
              | 'VALIDATION_FAILED';
          };
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          /** @description How to authenticate. */
          'WWW-Authenticate'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 401;
            /** @enum {string} */
            code?: 'INVALID_LINK' | 'KEY_EXPIRED' | 'UNAUTHORIZED';
          };
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 403;
            /** @enum {string} */
            code?: 'FORBIDDEN' | 'HOST_NOT_ALLOWED' | 'USER_NOT_ALLOWED';
          };
        };
      };
      /** @description Not Found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 404;
            /** @enum {string} */
            code?: 'CAMERA_NOT_FOUND' | 'NO_FOOTAGE';
          };
        };
      };
      412: components['responses']['PRECONDITION_FAILED'];
      416: components['responses']['RANGE_NOT_SATISFIABLE'];
      /** @description Too Many Requests */
      429: {
        headers: {
          /** @description Seconds to wait. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 429;
            /** @enum {string} */
            code?: 'KEY_QUEUE_FULL' | 'QUEUE_FULL' | 'RATE_LIMITED' | 'TOO_MANY_STARTS';
          };
        };
      };
      500: components['responses']['INTERNAL_ERROR'];
      /** @description Service Unavailable */
      503: {
        headers: {
          /** @description Seconds to wait. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 503;
            /** @enum {string} */
            code?:
              | 'CLIPS_FOLDER_NOT_ANSWERING'
              | 'CLIPS_FOLDER_UNUSABLE'
              | 'CLIP_GENERATION_DISABLED'
              | 'DATABASE_UNAVAILABLE'
              | 'FFMPEG_FAILED'
              | 'FFMPEG_NOT_FOUND'
              | 'NO_SPACE'
              | 'PROCESS_KILLED'
              | 'TIMED_OUT'
              | 'UNREADABLE_SOURCE';
          };
        };
      };
    };
  };
  CameraClipsController_describe: {
    parameters: {
      query: {
        /** @description Where the clip begins. */
        from: string;
        /** @description Where it ends: after `from`, and at most an hour. */
        to: string;
        /** @description How video is cut. Default: as configured, or `smart`. */
        cut?: 'smart' | 'keyframe' | 'transcode';
        /** @description `h264` plays everywhere; `original` keeps HEVC, without encoding it. Default: as configured, or `h264`. */
        video_codec?: 'h264' | 'original';
      };
      header?: {
        /** @description `wait=N` waits N seconds, at most 3600; `respond-async` does not wait (RFC 7240). */
        Prefer?: string;
      };
      path: {
        camera_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "camera_id": "front-door",
           *       "status": "completed",
           *       "clip_url": "/api/cameras/front-door/clip.mp4?from=2026-01-03T10%3A29%3A55.000Z&to=2026-01-03T10%3A30%3A20.000Z&cut=smart&video_codec=h264",
           *       "duration_seconds": 20,
           *       "generated_at": "2026-01-03T10:30:22.481Z",
           *       "file_size_bytes": 9986330,
           *       "message": null,
           *       "starts_at": "2026-01-03T10:29:55.000Z",
           *       "ends_at": "2026-01-03T10:30:20.000Z",
           *       "requested_starts_at": "2026-01-03T10:29:55.000Z",
           *       "requested_ends_at": "2026-01-03T10:30:20.000Z",
           *       "gaps": [
           *         {
           *           "starts_at": "2026-01-03T10:30:05.000Z",
           *           "ends_at": "2026-01-03T10:30:10.000Z"
           *         }
           *       ],
           *       "signed_video": null,
           *       "method": "smart",
           *       "video_codec": "h264",
           *       "codecs": "avc1.64001F, mp4a.40.2",
           *       "frames": 300,
           *       "width": 1920,
           *       "height": 1080,
           *       "sha256": "927d266aab34eae53fb6836f1492f3c0bda90d721bba5876227cda6b775b9c45"
           *     }
           */
          'application/json': components['schemas']['CameraClipResponse'];
        };
      };
      /** @description The clip is being made, or waits for footage. */
      202: {
        headers: {
          /** @description After how many seconds to ask again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "status": "pending",
           *       "progress": 40,
           *       "message": "The clip is being made."
           *     }
           */
          'application/json': components['schemas']['FileProgress'];
        };
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 400;
            /** @enum {string} */
            code?:
              | 'BAD_REQUEST'
              | 'INTERVAL_IN_FUTURE'
              | 'INVALID_CLIP_DURATION'
              | 'INVALID_USER'
              | 'VALIDATION_FAILED';
          };
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          /** @description How to authenticate. */
          'WWW-Authenticate'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 401;
            /** @enum {string} */
            code?: 'KEY_EXPIRED' | 'UNAUTHORIZED';
          };
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 403;
            /** @enum {string} */
            code?: 'FORBIDDEN' | 'HOST_NOT_ALLOWED' | 'USER_NOT_ALLOWED';
          };
        };
      };
      /** @description Not Found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 404;
            /** @enum {string} */
            code?: 'CAMERA_NOT_FOUND' | 'NO_FOOTAGE';
          };
        };
      };
      /** @description Too Many Requests */
      429: {
        headers: {
          /** @description Seconds to wait. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 429;
            /** @enum {string} */
            code?: 'KEY_QUEUE_FULL' | 'QUEUE_FULL' | 'RATE_LIMITED' | 'TOO_MANY_STARTS';
          };
        };
      };
      500: components['responses']['INTERNAL_ERROR'];
      /** @description Service Unavailable */
      503: {
        headers: {
          /** @description Seconds to wait. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 503;
            /** @enum {string} */
            code?:
              | 'CLIPS_FOLDER_NOT_ANSWERING'
              | 'CLIPS_FOLDER_UNUSABLE'
              | 'CLIP_GENERATION_DISABLED'
              | 'DATABASE_UNAVAILABLE'
              | 'FFMPEG_FAILED'
              | 'FFMPEG_NOT_FOUND'
              | 'NO_SPACE'
              | 'PROCESS_KILLED'
              | 'TIMED_OUT'
              | 'UNREADABLE_SOURCE';
          };
        };
      };
    };
  };
  CameraFramesController_frame: {
    parameters: {
      query: {
        /** @description Of the picture, in pixels; a smaller picture is not enlarged. Default: as recorded. */
        max_width?: number;
        /** @description When it is displayed. */
        at: string;
      };
      header?: never;
      path: {
        camera_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The picture. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'image/jpeg': string;
        };
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 400;
            /** @enum {string} */
            code?: 'BAD_REQUEST' | 'INVALID_USER' | 'VALIDATION_FAILED';
          };
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          /** @description How to authenticate. */
          'WWW-Authenticate'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 401;
            /** @enum {string} */
            code?: 'KEY_EXPIRED' | 'UNAUTHORIZED';
          };
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 403;
            /** @enum {string} */
            code?: 'FORBIDDEN' | 'HOST_NOT_ALLOWED' | 'USER_NOT_ALLOWED';
          };
        };
      };
      /** @description Not Found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 404;
            /** @enum {string} */
            code?: 'CAMERA_NOT_FOUND' | 'NO_FOOTAGE';
          };
        };
      };
      429: components['responses']['RATE_LIMITED'];
      500: components['responses']['INTERNAL_ERROR'];
      /** @description Service Unavailable */
      503: {
        headers: {
          /** @description Seconds to wait. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 503;
            /** @enum {string} */
            code?:
              | 'CLIPS_FOLDER_NOT_ANSWERING'
              | 'CLIPS_FOLDER_UNUSABLE'
              | 'DATABASE_UNAVAILABLE'
              | 'FFMPEG_FAILED'
              | 'NO_SPACE'
              | 'PROCESS_KILLED'
              | 'TIMED_OUT'
              | 'UNREADABLE_SOURCE';
          };
        };
      };
    };
  };
  ExportsController_list: {
    parameters: {
      query?: {
        /** @description The most exports to return. */
        limit?: number;
        /** @description The `next_cursor` of the previous page. */
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "exports": [
           *         {
           *           "id": 7,
           *           "name": "Case 12",
           *           "status": "completed",
           *           "progress": 100,
           *           "message": null,
           *           "error_code": null,
           *           "video_codec": null,
           *           "all_or_nothing": false,
           *           "estimated_bytes": 210482913,
           *           "file_size_bytes": 208113402,
           *           "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
           *           "download_url": "/api/media/exports/7.zip",
           *           "requested_at": "2026-01-03T11:00:00.000Z",
           *           "requested_by": "nvr",
           *           "ended_at": "2026-01-03T11:00:21.480Z",
           *           "expires_at": "2026-01-10T11:00:21.480Z",
           *           "protected": false
           *         }
           *       ],
           *       "next_cursor": null
           *     }
           */
          'application/json': components['schemas']['ExportPageDto'];
        };
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 400;
            /** @enum {string} */
            code?: 'INVALID_CURSOR' | 'INVALID_USER' | 'VALIDATION_FAILED';
          };
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          /** @description How to authenticate. */
          'WWW-Authenticate'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 401;
            /** @enum {string} */
            code?: 'KEY_EXPIRED' | 'UNAUTHORIZED';
          };
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 403;
            /** @enum {string} */
            code?: 'FORBIDDEN' | 'HOST_NOT_ALLOWED' | 'USER_NOT_ALLOWED';
          };
        };
      };
      429: components['responses']['RATE_LIMITED'];
      500: components['responses']['INTERNAL_ERROR'];
      503: components['responses']['DATABASE_UNAVAILABLE'];
    };
  };
  ExportsController_request: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "name": "Case 12",
         *       "items": [
         *         {
         *           "event_id": 123
         *         },
         *         {
         *           "camera_id": "yard",
         *           "from": "2026-01-03T10:25:00.000Z",
         *           "to": "2026-01-03T10:35:00.000Z"
         *         }
         *       ],
         *       "all_or_nothing": false
         *     }
         */
        'application/json': components['schemas']['ExportRequest'];
      };
    };
    responses: {
      /** @description The export is queued. */
      202: {
        headers: {
          /** @description Where its state is. */
          Location?: string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": 7,
           *       "name": "Case 12",
           *       "status": "completed",
           *       "progress": 100,
           *       "message": null,
           *       "error_code": null,
           *       "video_codec": null,
           *       "all_or_nothing": false,
           *       "estimated_bytes": 210482913,
           *       "file_size_bytes": 208113402,
           *       "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
           *       "download_url": "/api/media/exports/7.zip",
           *       "requested_at": "2026-01-03T11:00:00.000Z",
           *       "requested_by": "nvr",
           *       "ended_at": "2026-01-03T11:00:21.480Z",
           *       "expires_at": "2026-01-10T11:00:21.480Z",
           *       "protected": false,
           *       "items": [
           *         {
           *           "event_id": 123,
           *           "camera_id": null,
           *           "from": null,
           *           "to": null,
           *           "status": "completed",
           *           "error_code": null,
           *           "message": null,
           *           "file": "clips/001_front-door_2026-01-03T10-30-00Z.mp4"
           *         },
           *         {
           *           "event_id": null,
           *           "camera_id": "yard",
           *           "from": "2026-01-03T10:25:00.000Z",
           *           "to": "2026-01-03T10:35:00.000Z",
           *           "status": "completed",
           *           "error_code": null,
           *           "message": null,
           *           "file": "clips/002_yard_2026-01-03T10-25-00Z.mp4"
           *         }
           *       ]
           *     }
           */
          'application/json': components['schemas']['ExportDto'];
        };
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 400;
            /** @enum {string} */
            code?:
              | 'BAD_REQUEST'
              | 'INTERVAL_IN_FUTURE'
              | 'INVALID_CLIP_DURATION'
              | 'INVALID_USER'
              | 'VALIDATION_FAILED';
          };
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          /** @description How to authenticate. */
          'WWW-Authenticate'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 401;
            /** @enum {string} */
            code?: 'KEY_EXPIRED' | 'UNAUTHORIZED';
          };
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 403;
            /** @enum {string} */
            code?: 'FORBIDDEN' | 'HOST_NOT_ALLOWED' | 'ORIGIN_NOT_ALLOWED' | 'USER_NOT_ALLOWED';
          };
        };
      };
      /** @description Not Found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 404;
            /** @enum {string} */
            code?: 'CAMERA_NOT_FOUND' | 'EVENT_NOT_FOUND';
          };
        };
      };
      413: components['responses']['BODY_TOO_LARGE'];
      415: components['responses']['UNSUPPORTED_MEDIA_TYPE'];
      /** @description Too Many Requests */
      429: {
        headers: {
          /** @description Seconds to wait. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 429;
            /** @enum {string} */
            code?: 'QUEUE_FULL' | 'RATE_LIMITED';
          };
        };
      };
      500: components['responses']['INTERNAL_ERROR'];
      /** @description Service Unavailable */
      503: {
        headers: {
          /** @description Seconds to wait. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 503;
            /** @enum {string} */
            code?: 'CLIPS_FOLDER_NOT_ANSWERING' | 'DATABASE_UNAVAILABLE';
          };
        };
      };
      507: components['responses']['EXPORT_TOO_LARGE'];
    };
  };
  ExportsController_get: {
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
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": 7,
           *       "name": "Case 12",
           *       "status": "completed",
           *       "progress": 100,
           *       "message": null,
           *       "error_code": null,
           *       "video_codec": null,
           *       "all_or_nothing": false,
           *       "estimated_bytes": 210482913,
           *       "file_size_bytes": 208113402,
           *       "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
           *       "download_url": "/api/media/exports/7.zip",
           *       "requested_at": "2026-01-03T11:00:00.000Z",
           *       "requested_by": "nvr",
           *       "ended_at": "2026-01-03T11:00:21.480Z",
           *       "expires_at": "2026-01-10T11:00:21.480Z",
           *       "protected": false,
           *       "items": [
           *         {
           *           "event_id": 123,
           *           "camera_id": null,
           *           "from": null,
           *           "to": null,
           *           "status": "completed",
           *           "error_code": null,
           *           "message": null,
           *           "file": "clips/001_front-door_2026-01-03T10-30-00Z.mp4"
           *         },
           *         {
           *           "event_id": null,
           *           "camera_id": "yard",
           *           "from": "2026-01-03T10:25:00.000Z",
           *           "to": "2026-01-03T10:35:00.000Z",
           *           "status": "completed",
           *           "error_code": null,
           *           "message": null,
           *           "file": "clips/002_yard_2026-01-03T10-25-00Z.mp4"
           *         }
           *       ]
           *     }
           */
          'application/json': components['schemas']['ExportDto'];
        };
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 400;
            /** @enum {string} */
            code?: 'BAD_REQUEST' | 'INVALID_ID' | 'INVALID_USER' | 'VALIDATION_FAILED';
          };
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          /** @description How to authenticate. */
          'WWW-Authenticate'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 401;
            /** @enum {string} */
            code?: 'KEY_EXPIRED' | 'UNAUTHORIZED';
          };
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 403;
            /** @enum {string} */
            code?: 'FORBIDDEN' | 'HOST_NOT_ALLOWED' | 'USER_NOT_ALLOWED';
          };
        };
      };
      404: components['responses']['EXPORT_NOT_FOUND'];
      429: components['responses']['RATE_LIMITED'];
      500: components['responses']['INTERNAL_ERROR'];
      503: components['responses']['DATABASE_UNAVAILABLE'];
    };
  };
  ExportsController_remove: {
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
      /** @description No Content */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 400;
            /** @enum {string} */
            code?: 'BAD_REQUEST' | 'INVALID_ID' | 'INVALID_USER' | 'VALIDATION_FAILED';
          };
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          /** @description How to authenticate. */
          'WWW-Authenticate'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 401;
            /** @enum {string} */
            code?: 'KEY_EXPIRED' | 'UNAUTHORIZED';
          };
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 403;
            /** @enum {string} */
            code?: 'FORBIDDEN' | 'HOST_NOT_ALLOWED' | 'ORIGIN_NOT_ALLOWED' | 'USER_NOT_ALLOWED';
          };
        };
      };
      404: components['responses']['EXPORT_NOT_FOUND'];
      409: components['responses']['EXPORT_PROTECTED'];
      429: components['responses']['RATE_LIMITED'];
      500: components['responses']['INTERNAL_ERROR'];
      /** @description Service Unavailable */
      503: {
        headers: {
          /** @description Seconds to wait. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 503;
            /** @enum {string} */
            code?: 'CLIPS_FOLDER_NOT_ANSWERING' | 'DATABASE_UNAVAILABLE';
          };
        };
      };
    };
  };
  ExportsController_update: {
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
        /**
         * @example {
         *       "protected": true
         *     }
         */
        'application/json': components['schemas']['ExportUpdate'];
      };
    };
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": 7,
           *       "name": "Case 12",
           *       "status": "completed",
           *       "progress": 100,
           *       "message": null,
           *       "error_code": null,
           *       "video_codec": null,
           *       "all_or_nothing": false,
           *       "estimated_bytes": 210482913,
           *       "file_size_bytes": 208113402,
           *       "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
           *       "download_url": "/api/media/exports/7.zip",
           *       "requested_at": "2026-01-03T11:00:00.000Z",
           *       "requested_by": "nvr",
           *       "ended_at": "2026-01-03T11:00:21.480Z",
           *       "expires_at": "2026-01-10T11:00:21.480Z",
           *       "protected": false,
           *       "items": [
           *         {
           *           "event_id": 123,
           *           "camera_id": null,
           *           "from": null,
           *           "to": null,
           *           "status": "completed",
           *           "error_code": null,
           *           "message": null,
           *           "file": "clips/001_front-door_2026-01-03T10-30-00Z.mp4"
           *         },
           *         {
           *           "event_id": null,
           *           "camera_id": "yard",
           *           "from": "2026-01-03T10:25:00.000Z",
           *           "to": "2026-01-03T10:35:00.000Z",
           *           "status": "completed",
           *           "error_code": null,
           *           "message": null,
           *           "file": "clips/002_yard_2026-01-03T10-25-00Z.mp4"
           *         }
           *       ]
           *     }
           */
          'application/json': components['schemas']['ExportDto'];
        };
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 400;
            /** @enum {string} */
            code?: 'BAD_REQUEST' | 'INVALID_ID' | 'INVALID_USER' | 'VALIDATION_FAILED';
          };
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          /** @description How to authenticate. */
          'WWW-Authenticate'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 401;
            /** @enum {string} */
            code?: 'KEY_EXPIRED' | 'UNAUTHORIZED';
          };
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 403;
            /** @enum {string} */
            code?: 'FORBIDDEN' | 'HOST_NOT_ALLOWED' | 'ORIGIN_NOT_ALLOWED' | 'USER_NOT_ALLOWED';
          };
        };
      };
      404: components['responses']['EXPORT_NOT_FOUND'];
      413: components['responses']['BODY_TOO_LARGE'];
      415: components['responses']['UNSUPPORTED_MEDIA_TYPE'];
      429: components['responses']['RATE_LIMITED'];
      500: components['responses']['INTERNAL_ERROR'];
      503: components['responses']['DATABASE_UNAVAILABLE'];
    };
  };
  ExportsController_followProgress: {
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
      /** @description Server-sent events. The data of each is an `ExportProgress`; comments keep the connection open. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example data: {"status":"pending","progress":40,"message":null}
           *
           *     data: {"status":"completed","progress":100,"message":null}
           */
          'text/event-stream': string;
        };
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 400;
            /** @enum {string} */
            code?: 'BAD_REQUEST' | 'INVALID_ID' | 'INVALID_USER' | 'VALIDATION_FAILED';
          };
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          /** @description How to authenticate. */
          'WWW-Authenticate'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 401;
            /** @enum {string} */
            code?: 'KEY_EXPIRED' | 'UNAUTHORIZED';
          };
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 403;
            /** @enum {string} */
            code?: 'FORBIDDEN' | 'HOST_NOT_ALLOWED' | 'USER_NOT_ALLOWED';
          };
        };
      };
      404: components['responses']['EXPORT_NOT_FOUND'];
      429: components['responses']['RATE_LIMITED'];
      500: components['responses']['INTERNAL_ERROR'];
      503: components['responses']['DATABASE_UNAVAILABLE'];
    };
  };
  ExportFilesController_send: {
    parameters: {
      query?: never;
      header?: {
        /** @description One range of bytes; several get the whole file. */
        Range?: string;
        /** @description The `ETag` of the copy at hand: 304 while it is the same. */
        'If-None-Match'?: string;
      };
      path: {
        /** @description `{id}.zip`. */
        filename: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The whole file. */
      200: {
        headers: {
          /** @description Strong: a hash of the content. */
          ETag?: string;
          /** @description When it was written. */
          'Last-Modified'?: string;
          /** @description Ranges are in bytes. */
          'Accept-Ranges'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/zip': string;
        };
      };
      /** @description The requested range. */
      206: {
        headers: {
          /** @description Strong: a hash of the content. */
          ETag?: string;
          /** @description When it was written. */
          'Last-Modified'?: string;
          /** @description Ranges are in bytes. */
          'Accept-Ranges'?: string;
          /** @description Which bytes of how many. */
          'Content-Range'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/zip': string;
        };
      };
      /** @description It has not changed. */
      304: {
        headers: {
          /** @description Strong: a hash of the content. */
          ETag?: string;
          /** @description When it was written. */
          'Last-Modified'?: string;
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 400;
            /** @enum {string} */
            code?: 'BAD_REQUEST' | 'INVALID_USER' | 'VALIDATION_FAILED';
          };
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          /** @description How to authenticate. */
          'WWW-Authenticate'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 401;
            /** @enum {string} */
            code?: 'INVALID_LINK' | 'KEY_EXPIRED' | 'UNAUTHORIZED';
          };
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 403;
            /** @enum {string} */
            code?: 'FORBIDDEN' | 'HOST_NOT_ALLOWED' | 'USER_NOT_ALLOWED';
          };
        };
      };
      404: components['responses']['EXPORT_NOT_FOUND'];
      409: components['responses']['EXPORT_NOT_READY'];
      412: components['responses']['PRECONDITION_FAILED'];
      416: components['responses']['RANGE_NOT_SATISFIABLE'];
      429: components['responses']['RATE_LIMITED'];
      500: components['responses']['INTERNAL_ERROR'];
      /** @description Service Unavailable */
      503: {
        headers: {
          /** @description Seconds to wait. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 503;
            /** @enum {string} */
            code?: 'CLIPS_FOLDER_NOT_ANSWERING' | 'DATABASE_UNAVAILABLE';
          };
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
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "policy": {
           *         "retention_days": 30,
           *         "cameras": [
           *           {
           *             "camera_id": "front-door",
           *             "retention_days": 14,
           *             "retention_days_by_label": {
           *               "person": 90
           *             }
           *           }
           *         ],
           *         "clips_max_bytes": null,
           *         "clips_min_free_bytes": null,
           *         "max_fraction": 0.5,
           *         "cron": "0 3 * * *",
           *         "timezone": "UTC"
           *       },
           *       "last_run": {
           *         "dry_run": false,
           *         "started_at": "2026-01-03T03:00:00.012Z",
           *         "finished_at": "2026-01-03T03:00:00.734Z",
           *         "stopped": null,
           *         "to_confirm": null,
           *         "reasons": {
           *           "interrupted": {
           *             "events": 0,
           *             "detections": 0,
           *             "clips": 0,
           *             "recordings": 0,
           *             "files": 0,
           *             "bytes": 0
           *           },
           *           "age": {
           *             "events": 12,
           *             "detections": 40,
           *             "clips": 12,
           *             "recordings": 288,
           *             "files": 24,
           *             "bytes": 149794956
           *           },
           *           "expired": {
           *             "events": 0,
           *             "detections": 0,
           *             "clips": 0,
           *             "recordings": 0,
           *             "files": 0,
           *             "bytes": 0
           *           },
           *           "missing": {
           *             "events": 0,
           *             "detections": 0,
           *             "clips": 0,
           *             "recordings": 0,
           *             "files": 0,
           *             "bytes": 0
           *           },
           *           "orphan": {
           *             "events": 0,
           *             "detections": 0,
           *             "clips": 0,
           *             "recordings": 0,
           *             "files": 0,
           *             "bytes": 0
           *           },
           *           "temporary": {
           *             "events": 0,
           *             "detections": 0,
           *             "clips": 0,
           *             "recordings": 0,
           *             "files": 0,
           *             "bytes": 0
           *           },
           *           "space": {
           *             "events": 0,
           *             "detections": 0,
           *             "clips": 0,
           *             "recordings": 0,
           *             "files": 0,
           *             "bytes": 0
           *           }
           *         },
           *         "held": {
           *           "clips": 1,
           *           "bytes": 12482913,
           *           "events": 0,
           *           "late_events": 0
           *         },
           *         "cameras": [
           *           {
           *             "camera_id": "front-door",
           *             "retention_days": 14,
           *             "retention_days_by_label": {
           *               "person": 90
           *             },
           *             "events": 2,
           *             "recordings": 96
           *           }
           *         ],
           *         "errors": 0,
           *         "warnings": []
           *       },
           *       "last_completed_at": "2026-01-03T03:00:00.734Z",
           *       "overdue": false,
           *       "next_run_at": "2026-01-04T03:00:00.000Z"
           *     }
           */
          'application/json': components['schemas']['CleanupDto'];
        };
      };
      400: components['responses']['INVALID_USER'];
      /** @description Unauthorized */
      401: {
        headers: {
          /** @description How to authenticate. */
          'WWW-Authenticate'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 401;
            /** @enum {string} */
            code?: 'KEY_EXPIRED' | 'UNAUTHORIZED';
          };
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 403;
            /** @enum {string} */
            code?: 'FORBIDDEN' | 'HOST_NOT_ALLOWED' | 'USER_NOT_ALLOWED';
          };
        };
      };
      429: components['responses']['RATE_LIMITED'];
      500: components['responses']['INTERNAL_ERROR'];
      503: components['responses']['DATABASE_UNAVAILABLE'];
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
        /**
         * @example {
         *       "dry_run": true
         *     }
         */
        'application/json': components['schemas']['CleanupRunRequest'];
      };
    };
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "dry_run": true,
           *       "started_at": "2026-01-03T10:31:00.108Z",
           *       "finished_at": "2026-01-03T10:31:00.522Z",
           *       "stopped": null,
           *       "to_confirm": null,
           *       "reasons": {
           *         "interrupted": {
           *           "events": 0,
           *           "detections": 0,
           *           "clips": 0,
           *           "recordings": 0,
           *           "files": 0,
           *           "bytes": 0
           *         },
           *         "age": {
           *           "events": 12,
           *           "detections": 40,
           *           "clips": 12,
           *           "recordings": 288,
           *           "files": 24,
           *           "bytes": 149794956
           *         },
           *         "expired": {
           *           "events": 0,
           *           "detections": 0,
           *           "clips": 0,
           *           "recordings": 0,
           *           "files": 0,
           *           "bytes": 0
           *         },
           *         "missing": {
           *           "events": 0,
           *           "detections": 0,
           *           "clips": 0,
           *           "recordings": 0,
           *           "files": 0,
           *           "bytes": 0
           *         },
           *         "orphan": {
           *           "events": 0,
           *           "detections": 0,
           *           "clips": 0,
           *           "recordings": 0,
           *           "files": 0,
           *           "bytes": 0
           *         },
           *         "temporary": {
           *           "events": 0,
           *           "detections": 0,
           *           "clips": 0,
           *           "recordings": 0,
           *           "files": 0,
           *           "bytes": 0
           *         },
           *         "space": {
           *           "events": 0,
           *           "detections": 0,
           *           "clips": 0,
           *           "recordings": 0,
           *           "files": 0,
           *           "bytes": 0
           *         }
           *       },
           *       "held": {
           *         "clips": 1,
           *         "bytes": 12482913,
           *         "events": 0,
           *         "late_events": 0
           *       },
           *       "cameras": [
           *         {
           *           "camera_id": "front-door",
           *           "retention_days": 14,
           *           "retention_days_by_label": {
           *             "person": 90
           *           },
           *           "events": 2,
           *           "recordings": 96
           *         }
           *       ],
           *       "errors": 0,
           *       "warnings": []
           *     }
           */
          'application/json': components['schemas']['CleanupResult'];
        };
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 400;
            /** @enum {string} */
            code?: 'BAD_REQUEST' | 'INVALID_USER' | 'VALIDATION_FAILED';
          };
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          /** @description How to authenticate. */
          'WWW-Authenticate'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 401;
            /** @enum {string} */
            code?: 'KEY_EXPIRED' | 'UNAUTHORIZED';
          };
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 403;
            /** @enum {string} */
            code?: 'FORBIDDEN' | 'HOST_NOT_ALLOWED' | 'ORIGIN_NOT_ALLOWED' | 'USER_NOT_ALLOWED';
          };
        };
      };
      409: components['responses']['CLEANUP_RUNNING'];
      413: components['responses']['BODY_TOO_LARGE'];
      415: components['responses']['UNSUPPORTED_MEDIA_TYPE'];
      429: components['responses']['RATE_LIMITED'];
      500: components['responses']['INTERNAL_ERROR'];
      503: components['responses']['DATABASE_UNAVAILABLE'];
    };
  };
  AuditController_list: {
    parameters: {
      query?: {
        /** @description Only what was done to this camera, its events or its clips. */
        camera_id?: string;
        /** @description The most entries to return. */
        limit?: number;
        /** @description Only entries of this instant or later. */
        from?: string;
        /** @description Only entries of before this instant. */
        to?: string;
        /** @description Only what was done with the API key of this name, or with links that it made. */
        key?: string;
        /** @description Only what was done in this way. */
        action?:
          | 'clip.generated'
          | 'clip.retried'
          | 'clip.viewed'
          | 'clip.downloaded'
          | 'clip.shared'
          | 'clip.protected'
          | 'clip.unprotected'
          | 'clip.cancelled'
          | 'clip.deleted'
          | 'camera_clip.generated'
          | 'camera_clip.viewed'
          | 'camera_clip.downloaded'
          | 'camera_clip.deleted'
          | 'frame.viewed'
          | 'event.deleted'
          | 'recording.deleted'
          | 'export.requested'
          | 'export.downloaded'
          | 'export.protected'
          | 'export.unprotected'
          | 'export.cancelled'
          | 'export.deleted'
          | 'file.deleted'
          | 'signing_key.rotated';
        /** @description Only what was done to this event or its clip, also to many at once. */
        event_id?: number;
        /** @description The `next_cursor` of the previous page. */
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "enabled": true,
           *       "entries": [
           *         {
           *           "id": 4711,
           *           "at": "2026-01-03T11:02:03.456Z",
           *           "action": "clip.viewed",
           *           "actor": "key",
           *           "key": "nvr",
           *           "user": "alice@example.com",
           *           "address": null,
           *           "request_id": "0b1f6a4e-3c5d-4e8f-9a7b-2c1d0e3f4a5b",
           *           "rule": null,
           *           "event_ids": [
           *             123
           *           ],
           *           "camera_ids": [
           *             "front-door"
           *           ],
           *           "export_ids": [],
           *           "recording_ids": [],
           *           "files": [
           *             "123_clip.mp4"
           *           ],
           *           "starts_at": null,
           *           "ends_at": null
           *         }
           *       ],
           *       "next_cursor": null
           *     }
           */
          'application/json': components['schemas']['AuditPageDto'];
        };
      };
      /** @description Bad Request */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 400;
            /** @enum {string} */
            code?: 'INVALID_CURSOR' | 'INVALID_USER' | 'VALIDATION_FAILED';
          };
        };
      };
      /** @description Unauthorized */
      401: {
        headers: {
          /** @description How to authenticate. */
          'WWW-Authenticate'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 401;
            /** @enum {string} */
            code?: 'KEY_EXPIRED' | 'UNAUTHORIZED';
          };
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 403;
            /** @enum {string} */
            code?: 'FORBIDDEN' | 'HOST_NOT_ALLOWED' | 'USER_NOT_ALLOWED';
          };
        };
      };
      429: components['responses']['RATE_LIMITED'];
      500: components['responses']['INTERNAL_ERROR'];
      503: components['responses']['DATABASE_UNAVAILABLE'];
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
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example # TYPE event_clips_queue_depth gauge
           *     event_clips_queue_depth{state="queued"} 0
           */
          'text/plain': string;
        };
      };
      400: components['responses']['INVALID_USER'];
      /** @description Unauthorized */
      401: {
        headers: {
          /** @description How to authenticate. */
          'WWW-Authenticate'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 401;
            /** @enum {string} */
            code?: 'KEY_EXPIRED' | 'UNAUTHORIZED';
          };
        };
      };
      /** @description Forbidden */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorBody'] & {
            /** @enum {integer} */
            statusCode?: 403;
            /** @enum {string} */
            code?: 'FORBIDDEN' | 'HOST_NOT_ALLOWED' | 'USER_NOT_ALLOWED';
          };
        };
      };
      429: components['responses']['RATE_LIMITED'];
      500: components['responses']['INTERNAL_ERROR'];
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
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "status": "ok"
           *     }
           */
          'application/json': components['schemas']['HealthDto'];
        };
      };
      403: components['responses']['HOST_NOT_ALLOWED'];
      429: components['responses']['RATE_LIMITED'];
      500: components['responses']['INTERNAL_ERROR'];
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
      /** @description It can: `ok`, or `degraded` while a part is missing without which it still works. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "status": "ok"
           *     }
           */
          'application/json': components['schemas']['HealthDto'];
        };
      };
      403: components['responses']['HOST_NOT_ALLOWED'];
      429: components['responses']['RATE_LIMITED'];
      500: components['responses']['INTERNAL_ERROR'];
      /** @description It cannot. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "status": "error"
           *     }
           */
          'application/json': components['schemas']['HealthDto'];
        };
      };
    };
  };
}
