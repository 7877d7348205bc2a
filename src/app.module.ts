import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { ScheduleModule } from '@nestjs/schedule';
import { LoggerModule } from 'nestjs-pino';
import { AuditRule } from './audit/audit-rule.js';
import { AuditModule } from './audit/audit.module.js';
import { AuthModule } from './auth/auth.module.js';
import { RateLimitModule } from './auth/rate-limit.module.js';
import { readKeysFile } from './auth/read-keys-file.js';
import { CleanupModule } from './cleanup/cleanup.module.js';
import { ClipsModule } from './clips/clips.module.js';
import { ErrorFilter } from './common/http/error.filter.js';
import { hasDefault, type Settings } from './config/settings.js';
import { DatabaseModule } from './database/database.module.js';
import { EventsModule } from './events/events.module.js';
import { ExportRule } from './exports/export-rule.js';
import { ExportsModule } from './exports/exports.module.js';
import { FfmpegModule } from './ffmpeg/ffmpeg.module.js';
import { HealthModule } from './health/health.module.js';
import { httpLog } from './server/http-log.js';
import { JobsModule } from './jobs/jobs.module.js';
import { MediaModule } from './media/media.module.js';
import { MetricsModule } from './metrics/metrics.module.js';
import { WebModule } from './web/web.module.js';
import { WebhooksModule } from './webhooks/webhooks.module.js';

/** The composition root: it gives every module its part of the settings. */
@Module({})
export class AppModule {
  /** @param options `idle`: neither jobs nor scheduled runs are started, as for a command */
  static forRoot(
    settings: Settings,
    database: { url: string },
    { idle = false } = {},
  ): DynamicModule {
    const limit = settings.RATE_LIMIT_PER_MINUTE;
    const http = settings.ROLE !== 'worker';
    const work = settings.ROLE !== 'api' && !idle;
    return {
      module: AppModule,
      imports: [
        LoggerModule.forRoot(httpLog(settings.LOG_LEVEL)),
        ScheduleModule.forRoot(),
        DatabaseModule.forRoot(database, { migrationsRun: settings.MIGRATIONS_RUN }),
        FfmpegModule.forRoot({
          ffmpegPath: settings.FFMPEG_PATH,
          ffprobePath: settings.FFPROBE_PATH,
          maxMemoryBytes: settings.FFMPEG_MAX_MEMORY_BYTES,
          timeoutMs: settings.CLIP_TIMEOUT_SECONDS * 1000,
        }),
        MediaModule.forRoot({
          mediaRoots: settings.MEDIA_ROOTS,
          makesMediaRoots: !idle && hasDefault(settings, 'MEDIA_ROOTS'),
          clipsDirectory: settings.CLIPS_DIRECTORY,
          accelRedirect: settings.MEDIA_ACCEL_REDIRECT,
          keepsClips: !idle,
          http,
        }),
        JobsModule.forRoot({
          databaseUrl: database.url,
          migrate: settings.MIGRATIONS_RUN,
          work,
        }),
        EventsModule.forRoot({
          cameraTimezone: settings.CAMERA_TIMEZONE,
          cameraFilePattern: settings.CAMERA_FILE_PATTERN,
          maxFutureSeconds: settings.MAX_FUTURE_SECONDS,
          watchesCameras: !idle,
          examinesFiles: work,
          http,
        }),
        ClipsModule.forRoot({
          enabled: settings.CLIP_GENERATION_ENABLED,
          preRollSeconds: settings.CLIP_PRE_ROLL_SECONDS,
          postRollSeconds: settings.CLIP_POST_ROLL_SECONDS,
          waitSeconds: settings.CLIP_GENERATE_WAIT_SECONDS,
          timeoutSeconds: settings.CLIP_TIMEOUT_SECONDS,
          concurrency: settings.CLIP_CONCURRENCY,
          worker: work,
          cut: settings.CLIP_CUT,
          videoCodec: settings.CLIP_VIDEO_CODEC,
          autoGenerate: settings.CLIP_AUTO_GENERATE,
          footageGraceSeconds: settings.CLIP_FOOTAGE_GRACE_SECONDS,
          queueLimit: settings.CLIP_QUEUE_LIMIT,
          startsPerMinute: settings.CLIP_STARTS_PER_MINUTE,
          gaps: settings.CLIP_GAPS,
          gifMaxSeconds: settings.CLIP_GIF_MAX_SECONDS,
          intervalClipsMaxBytes: settings.INTERVAL_CLIPS_MAX_BYTES,
          intervalClipsTtlHours: settings.INTERVAL_CLIPS_TTL_HOURS,
          notifyMaxBytes: settings.RENDITION_NOTIFY_MAX_BYTES,
          renditionsInAdvance: settings.RENDITIONS_IN_ADVANCE,
          cameraTimezone: settings.CAMERA_TIMEZONE,
          cameraFilePattern: settings.CAMERA_FILE_PATTERN,
          http,
        }),
        ExportsModule.forRoot({
          retentionDays: settings.EXPORT_RETENTION_DAYS,
          minFreeBytes: settings.CLIPS_MIN_FREE_BYTES,
          worker: work,
          http,
        }),
        CleanupModule.forRoot({
          retentionDays: settings.RETENTION_DAYS,
          cron: settings.CLEANUP_CRON,
          timezone: settings.CLEANUP_TIMEZONE,
          maxFraction: settings.CLEANUP_MAX_FRACTION,
          maxBytes: settings.CLIPS_MAX_BYTES,
          minFreeBytes: settings.CLIPS_MIN_FREE_BYTES,
          scheduled: !idle,
          rules: [ExportRule, AuditRule],
          http,
        }),
        AuditModule.forRoot({
          enabled: settings.AUDIT,
          addresses: settings.AUDIT_ADDRESSES,
          retentionDays: settings.AUDIT_RETENTION_DAYS,
          actor: idle ? 'command' : 'service',
          http,
        }),
        ...webhooks(settings),
        MetricsModule,
        AuthModule.forRoot({
          keys: settings.API_KEYS,
          file: readKeysFile(settings.API_KEYS_FILE),
          linkTtlSeconds: settings.MEDIA_URL_TTL_SECONDS,
        }),
        ...(limit > 0 ? [RateLimitModule.forRoot(limit)] : []),
        HealthModule.forRoot({
          makesClips: work && settings.CLIP_GENERATION_ENABLED,
          keepsHevc: settings.CLIP_VIDEO_CODEC === 'original',
        }),
        ...(http && settings.WEB_ENABLED ? [WebModule.forRoot()] : []),
      ],
      providers: [{ provide: APP_FILTER, useClass: ErrorFilter }],
    };
  }
}

function webhooks({ WEBHOOK_URL: receivers, WEBHOOK_SECRET: secret, PUBLIC_URL }: Settings) {
  if (PUBLIC_URL === null || receivers.length === 0) return [];
  return [WebhooksModule.forRoot({ receivers, secret, publicUrl: PUBLIC_URL })];
}
