/*
 * The public interface for host applications. Nothing here reads the environment, opens a connection,
 * registers a cron job or changes a global unless the host's options say so.
 */
export { migrations } from '../migrations/index.js';

// The feature modules.
export { AuditModule } from './audit/audit.module.js';
export type { AuditModuleOptions } from './audit/audit.module-definition.js';
export { CleanupModule } from './cleanup/cleanup.module.js';
export type { CleanupModuleOptions } from './cleanup/cleanup.module-definition.js';
export { ClipsModule } from './clips/clips.module.js';
export type { ClipsModuleOptions } from './clips/clips.options.js';
export { EventsModule } from './events/events.module.js';
export type { EventsModuleOptions } from './events/events.module-definition.js';
export { ExportsModule } from './exports/exports.module.js';
export type { ExportsModuleOptions } from './exports/exports.module-definition.js';
export { FfmpegModule } from './ffmpeg/ffmpeg.module.js';
export type { FfmpegModuleOptions } from './ffmpeg/ffmpeg.options.js';
export { JobsModule } from './jobs/jobs.module.js';
export type { JobsModuleOptions } from './jobs/jobs.module-definition.js';
export { MediaModule } from './media/media.module.js';
export type { MediaModuleOptions } from './media/media.module-definition.js';
export { WebhooksModule } from './webhooks/webhooks.module.js';
export type { WebhooksModuleOptions } from './webhooks/webhooks.options.js';
/** `RoomExtras` is the former name of `FeatureModuleExtras`. */
export type {
  FeatureModuleExtras,
  FeatureModuleExtras as RoomExtras,
} from './common/feature-module.js';

// Clips.
export {
  ClipGenerator,
  type EventClipOptions,
  type ImageClipOptions,
  type VideoClipOptions,
} from './clips/worker/clip-generator.js';
export {
  ClipGenerationError,
  type ClipGenerationErrorCode,
} from './clips/model/clip-generation-error.js';
export type { GenerateAnswer } from './clips/api/clip-answers.js';
export { type ClipEvent, ClipEvents } from './clips/records/clip-events.js';
export { ClipsService } from './clips/api/clips.service.js';
export {
  ClipGenerateResponse,
  ClipInfoResponse,
  ClipProgress,
} from './clips/api/dto/clip-answers.dto.js';
export { ClipGenerateRequest } from './clips/api/dto/clip-generate-request.dto.js';
export { ClipShareRequest, ClipShareResponse } from './clips/api/dto/clip-share.dto.js';
export { ClipUpdate } from './clips/api/dto/clip-update.dto.js';

// Events and footage.
export { EventsService } from './events/events/events.service.js';
export {
  type FootageDetection,
  type FootageRecording,
  FootageSource,
} from './events/footage/footage-source.js';
export { RecordingsService } from './events/recordings/recordings.service.js';
export { AddDetectionsDto, DetectionDto } from './events/events/dto/add-detections.dto.js';
export { type CameraEvent, CameraEvents } from './events/cameras/camera-events.js';
export { CamerasService } from './events/cameras/cameras.service.js';
export { CameraSettingsDto } from './events/cameras/dto/camera-settings.dto.js';
export {
  CoverageDto,
  CoveredIntervalDto,
  GetCoverageDto,
} from './events/cameras/dto/coverage.dto.js';
export { PutCameraDto } from './events/cameras/dto/put-camera.dto.js';
export { CreateEventDto, EventVideoDto } from './events/events/dto/create-event.dto.js';
export { AddedDetectionDto, DetectionsDto } from './events/events/dto/detections.dto.js';
export { CameraDto, CamerasDto, EventDto, EventPageDto } from './events/events/dto/event.dto.js';
export { ListEventsDto } from './events/events/dto/list-events.dto.js';
export { ListRecordingsDto } from './events/recordings/dto/list-recordings.dto.js';
export { RecordingDto, RecordingPageDto } from './events/recordings/dto/recording.dto.js';
export {
  RegisterRecordingDto,
  RegisterRecordingsDto,
} from './events/recordings/dto/register-recording.dto.js';
export { UpdateEventDto } from './events/events/dto/update-event.dto.js';

// Retention.
export { CleanupReport } from './cleanup/cleanup-report.js';
export { CleanupResult } from './cleanup/dto/cleanup-result.dto.js';
export type { CleanupOptions, CleanupProgress } from './cleanup/cleanup-run.js';
export { EventRemoval } from './cleanup/event-removal.js';
export type { ClipFacts } from './media/retention/clip-facts.js';
export type { RetentionRule } from './media/retention/retention-rule.js';
export type { RetentionRun } from './media/retention/retention-run.js';
export { CleanupService } from './cleanup/cleanup.service.js';

// Exports.
export { AuditRule } from './audit/audit-rule.js';
export { ExportRule } from './exports/export-rule.js';
export { ExportsService } from './exports/api/exports.service.js';

// Entities, for `entities` of the host's DataSource, or by `autoLoadEntities`.
export { CleanupState } from './cleanup/cleanup-state.entity.js';
export { Clip } from './clips/records/clip.entity.js';
export { ClipRendition } from './clips/records/clip-rendition.entity.js';
export { ClipRequest } from './clips/records/clip-request.entity.js';
export { Export } from './exports/records/export.entity.js';
export { ExportItem } from './exports/records/export-item.entity.js';
export { Camera } from './events/records/camera.entity.js';
export { Detection } from './events/records/detection.entity.js';
export { Event } from './events/records/event.entity.js';
export { Recording } from './events/records/recording.entity.js';

// Ports that a host can replace, and their implementations.
export { Clock, SystemClock } from './common/clock.js';
export {
  type DueTime,
  type Job,
  type JobHandler,
  JobQueue,
  type QueueStatistics,
  type SendOptions,
  type WorkOptions,
} from './jobs/job-queue.js';
export { migrateJobs } from './jobs/postgres/migrate-jobs.js';
export { Notifications } from './jobs/notifications.js';
export { RetryJob } from './jobs/retry-job.js';
export {
  type ByteRange,
  ClipStorage,
  type HandOver,
  type OpenClipFile,
  type ReadNext,
  type RemovedFiles,
  type StoredFile,
} from './media/storage/clip-storage.js';
export { ClipsFolderError } from './media/storage/clips-folder-error.js';
export { NoSpaceError } from './media/storage/no-space-error.js';
export { ClipStore, type OpenFile, type StoredClip } from './media/storage/clip-store.js';
export { WorkFolder } from './media/storage/work-folder.js';
export { FootageRoots } from './media/footage/footage-roots.js';
export { type LinkSigning, MediaLinks } from './media/serving/media-links.js';

// FFmpeg.
export { FfmpegError } from './ffmpeg/ffmpeg-error.js';
export {
  type FfmpegProgress,
  FfmpegRunner,
  type RunOptions,
  type RunResult,
} from './ffmpeg/ffmpeg-runner.js';
export type { AudioFacts, MediaFacts, VideoFacts } from './formats/media-facts.js';
export { MediaProbe } from './probe/media-probe.js';

// HTTP: the scope that a route requires, for the host's own guard, and the shape of errors.
export { Access, type Scope, SCOPES } from './common/http/access.js';
export { ErrorBody } from './common/http/error-body.dto.js';
export { EventClipsError } from './common/event-clips-error.js';
