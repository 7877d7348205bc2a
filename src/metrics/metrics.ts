import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { setTimeout } from 'node:timers/promises';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { Repository } from 'typeorm';
import { AuditTrail } from '../common/audit/audit-trail.js';
import type { CleanupCounts, CleanupResult } from '../cleanup/dto/cleanup-result.dto.js';
import { CleanupRunningError } from '../cleanup/cleanup-errors.js';
import { CleanupReport } from '../cleanup/cleanup-report.js';
import { CleanupService } from '../cleanup/cleanup.service.js';
import { type ClipEvent, ClipEvents } from '../clips/records/clip-events.js';
import { CLIP_QUEUE } from '../clips/model/clip-job.js';
import { type RenditionEvent, RenditionEvents } from '../clips/records/rendition-events.js';
import { RENDITION_QUEUE } from '../clips/model/rendition-job.js';
import { Clip } from '../clips/records/clip.entity.js';
import { CameraSilence, type WatchedCamera } from '../events/cameras/camera-silence.js';
import { Clock } from '../common/clock.js';
import { FfmpegRunner } from '../ffmpeg/ffmpeg-runner.js';
import { JobQueue } from '../jobs/job-queue.js';
import { ClipStorage } from '../media/storage/clip-storage.js';
import { VERSION } from '../common/version.js';

/** From a clip of copied packets to an hour of video that is encoded. */
const SECONDS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 600];
/** From 0.1 MB to 1.6 GB, each four times the one before. */
const BYTES = [1e5, 4e5, 1.6e6, 6.4e6, 2.56e7, 1.024e8, 4.096e8, 1.6384e9];
/** The most cameras that are labels; `cameras_silent` counts all. */
const MOST_CAMERAS = 1000;
/** Time for a few measurements of the event loop's delay, which is NaN in the first scrape without them. */
const FIRST_MEASUREMENTS_MS = 50;

/**
 * The metrics for Prometheus. Labels only take values from short lists, never ids of events. Only cameras that are
 * watched for silence, which an operator has set for each, are labels.
 * Counters belong to this process; gauges of the queue and of clips are the same on every node.
 */
@Injectable()
export class Metrics implements OnModuleInit {
  /** A registry of this service, as a host may use the global one. */
  private readonly registry = new Registry();
  private readonly generations = this.counter('generations_total', 'Attempts to make a clip', [
    'method',
    'outcome',
  ]);
  private readonly failures = this.counter('failures_total', 'Clips that failed, by error code', [
    'code',
  ]);
  private readonly footage = this.counter('footage_seconds_total', 'Seconds of footage in clips');
  private readonly runs = this.counter('cleanup_runs_total', 'Cleanups', ['outcome']);
  private readonly removed = this.counter('cleanup_removed_total', 'What cleanups removed', [
    'reason',
    'kind',
  ]);
  private readonly removedBytes = this.counter(
    'cleanup_removed_bytes_total',
    'Bytes that cleanups freed',
    ['reason'],
  );
  private readonly durations = this.histogram(
    'generation_duration_seconds',
    'Seconds that making a clip took',
    SECONDS,
  );
  private readonly sizes = this.histogram('clip_size_bytes', 'Sizes of the clips made', BYTES);
  private readonly renditions = this.counter(
    'renditions_total',
    'Renditions that were made, or failed',
    ['rendition', 'outcome'],
  );
  private readonly renditionFailures = this.counter(
    'rendition_failures_total',
    'Renditions that failed, by error code',
    ['rendition', 'code'],
  );
  private readonly renditionDurations = this.histogram(
    'rendition_duration_seconds',
    'Seconds that making a rendition took',
    SECONDS,
    'rendition',
  );
  private readonly lostAuditEntries = this.counter(
    'audit_entries_lost_total',
    'Entries of the audit trail that could not be stored',
  );
  private watching: Promise<void> | undefined;

  constructor(
    private readonly events: ClipEvents,
    private readonly renditionEvents: RenditionEvents,
    private readonly cleanup: CleanupService,
    private readonly reports: CleanupReport,
    private readonly queue: JobQueue,
    private readonly runner: FfmpegRunner,
    private readonly storage: ClipStorage,
    private readonly silence: CameraSilence,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
    @InjectRepository(Clip) private readonly clips: Repository<Clip>,
  ) {}

  onModuleInit(): void {
    this.gauge(
      'build_info',
      'Version of the service and of Node.js',
      ['version', 'node'],
      (gauge) => {
        gauge.set({ version: VERSION, node: process.version }, 1);
      },
    );
    this.queueGauges(CLIP_QUEUE, '', 'clip');
    this.queueGauges(RENDITION_QUEUE, 'rendition_', 'rendition');
    this.gauge('ffmpeg_processes', 'Processes of FFmpeg and ffprobe', ['state'], (gauge) => {
      for (const [state, count] of Object.entries(this.runner.load)) gauge.set({ state }, count);
    });
    this.gauge('held_bytes', 'Bytes of protected clips', [], async (gauge) => {
      gauge.set((await this.clips.sum('bytes', { protected: true })) ?? 0);
    });
    this.gauge(
      'cleanup_last_success_timestamp_seconds',
      'When a cleanup last completed; 0 if none has',
      [],
      async (gauge) => {
        const { completedAt } = await this.reports.completion();
        gauge.set((completedAt?.getTime() ?? 0) / 1000);
      },
    );
    this.gauge('cleanup_overdue', 'Whether two cleanups were missed', [], async (gauge) => {
      gauge.set((await this.reports.completion()).overdue ? 1 : 0);
    });
    this.gauge('free_bytes', 'Free space on the disk of the clips', [], async (gauge) => {
      const freeBytes = await this.storage.freeBytes();
      if (freeBytes === null) gauge.remove();
      else gauge.set(freeBytes);
    });
    this.gauge('cameras_silent', 'Watched cameras that have fallen silent', [], async (gauge) => {
      gauge.set((await this.watched()).filter(({ isSilent }) => isSilent).length);
    });
    this.gauge('camera_silent', 'Whether a watched camera is silent', ['camera'], async (gauge) => {
      for (const { cameraId, isSilent } of (await this.watched()).slice(0, MOST_CAMERAS)) {
        gauge.set({ camera: cameraId }, isSilent ? 1 : 0);
      }
    });
    this.gauge(
      'camera_quiet_seconds',
      'Seconds since the end of the newest recording of a watched camera',
      ['camera'],
      async (gauge) => {
        for (const { cameraId, quietSeconds } of (await this.watched()).slice(0, MOST_CAMERAS)) {
          gauge.set({ camera: cameraId }, quietSeconds);
        }
      },
    );
    this.events.changes.subscribe((event) => this.countClip(event));
    this.renditionEvents.changes.subscribe((event) => this.countRendition(event));
    this.trail.losses.subscribe((entries) => this.lostAuditEntries.inc(entries));
    this.cleanup.results.subscribe((result) => this.countCleanup(result));
    this.cleanup.failures.subscribe((error) => {
      this.runs.inc({ outcome: error instanceof CleanupRunningError ? 'refused' : 'failed' });
    });
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  /** The metrics in the text format of Prometheus. */
  async text(): Promise<string> {
    await (this.watching ??= this.watchProcess());
    return this.registry.metrics();
  }

  private watched(): Promise<WatchedCamera[]> {
    return this.silence.watched(this.clock.now());
  }

  /** Starts with the first scrape, as watching the event loop wakes a process 100 times a second. */
  private async watchProcess(): Promise<void> {
    collectDefaultMetrics({ register: this.registry });
    await setTimeout(FIRST_MEASUREMENTS_MS);
  }

  private countClip(event: ClipEvent): void {
    if (event.type === 'failed') {
      this.generations.inc({ method: 'none', outcome: 'failed' });
      this.failures.inc({ code: event.code });
    }
    if (event.type !== 'completed') return;
    const { method, durationSeconds, bytes } = event.clip;
    this.generations.inc({ method, outcome: 'completed' });
    this.footage.inc(durationSeconds);
    this.sizes.observe({ method }, bytes);
    if (event.seconds !== null) this.durations.observe({ method }, event.seconds);
  }

  private countRendition(event: RenditionEvent): void {
    const { name: rendition, type: outcome } = event;
    this.renditions.inc({ rendition, outcome });
    if (event.type === 'failed') this.renditionFailures.inc({ rendition, code: event.code });
    else this.renditionDurations.observe({ rendition }, event.seconds);
  }

  private countCleanup({ dry_run, stopped, reasons }: CleanupResult): void {
    if (dry_run) return;
    this.runs.inc({ outcome: stopped ? 'stopped' : 'done' });
    for (const [reason, counts] of Object.entries<CleanupCounts>({ ...reasons })) {
      const { bytes, ...kinds } = counts;
      this.removedBytes.inc({ reason }, bytes);
      for (const [kind, count] of Object.entries<number>(kinds)) {
        this.removed.inc({ reason, kind }, count);
      }
    }
  }

  private counter<Label extends string>(name: string, help: string, labelNames: Label[] = []) {
    return new Counter({ ...this.named(name, help), labelNames });
  }

  private histogram(name: string, help: string, buckets: number[], label = 'method') {
    return new Histogram({ ...this.named(name, help), buckets, labelNames: [label] });
  }

  /** How many jobs a queue has, and how long the oldest that is due has waited. */
  private queueGauges(queue: string, prefix: string, what: string): void {
    const depth = `${prefix}queue_depth`;
    this.gauge(depth, `How many ${what}s wait or are being made`, ['state'], async (gauge) => {
      const { queued, delayed, running } = await this.queue.statistics(queue);
      for (const [state, count] of Object.entries({ queued, delayed, running })) {
        gauge.set({ state }, count);
      }
    });
    const oldest = `${prefix}queue_oldest_seconds`;
    this.gauge(oldest, `Wait of the oldest ${what} that is due`, [], async (gauge) => {
      const { oldestQueuedAt } = await this.queue.statistics(queue);
      const since = oldestQueuedAt?.getTime() ?? Infinity;
      gauge.set(Math.max(0, (this.clock.now().getTime() - since) / 1000));
    });
  }

  private gauge(
    name: string,
    help: string,
    labelNames: string[],
    read: (gauge: Gauge) => void | Promise<void>,
  ): void {
    const gauge = new Gauge({
      ...this.named(name, help),
      labelNames,
      collect: async () => {
        gauge.reset();
        // A value that cannot be read, as during an outage of the database, does not hide the others.
        await Promise.resolve()
          .then(() => read(gauge))
          .catch(() => (labelNames.length > 0 ? gauge.reset() : gauge.remove()));
      },
    });
  }

  private named(name: string, help: string) {
    return { name: `event_clips_${name}`, help, registers: [this.registry] };
  }
}
