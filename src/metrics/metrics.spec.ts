import { beforeEach, describe, expect, it } from '@jest/globals';
import { Subject } from 'rxjs';
import type { Repository } from 'typeorm';
import { AuditTrail } from '../common/audit/audit-trail.js';
import { CleanupRunningError } from '../cleanup/cleanup-errors.js';
import type { CleanupReport } from '../cleanup/cleanup-report.js';
import type { CleanupService } from '../cleanup/cleanup.service.js';
import { type CleanupResult, emptyResult } from '../cleanup/dto/cleanup-result.dto.js';
import { ClipEvents } from '../clips/records/clip-events.js';
import { RenditionEvents } from '../clips/records/rendition-events.js';
import { RENDITION_QUEUE } from '../clips/model/rendition-job.js';
import type { Clip } from '../clips/records/clip.entity.js';
import type { CameraSilence, WatchedCamera } from '../events/cameras/camera-silence.js';
import type { FfmpegRunner } from '../ffmpeg/ffmpeg-runner.js';
import type { JobQueue, QueueStatistics } from '../jobs/job-queue.js';
import { MemoryClipStorage } from '../media/storage/testing/memory-clip-storage.js';
import { Metrics } from './metrics.js';

const NOW = new Date('2026-01-03T10:30:00Z');
const clip = (given: Partial<Clip>) => given as Clip;

describe('Metrics', () => {
  let events: ClipEvents;
  let renditionEvents: RenditionEvents;
  let results: Subject<CleanupResult>;
  let failures: Subject<unknown>;
  let trail: AuditTrail;
  let queue: QueueStatistics | Error;
  let renditionQueue: QueueStatistics;
  let completion: { completedAt: Date | null; overdue: boolean };
  let heldBytes: number | null;
  let freeBytes: number | null;
  let cameras: WatchedCamera[];
  let metrics: Metrics;

  class Disk extends MemoryClipStorage {
    override freeBytes(): Promise<never> {
      return Promise.resolve(freeBytes as never);
    }
  }

  beforeEach(() => {
    events = new ClipEvents();
    renditionEvents = new RenditionEvents();
    results = new Subject();
    failures = new Subject();
    trail = new AuditTrail();
    queue = { queued: 0, delayed: 0, running: 0, oldestQueuedAt: null };
    renditionQueue = queue;
    completion = { completedAt: null, overdue: false };
    [heldBytes, freeBytes] = [null, null];
    cameras = [];
    const sum = (_: string, where: object) =>
      Promise.resolve('protected' in where && where.protected === true ? heldBytes : -1);
    const statistics = (name: string) =>
      queue instanceof Error
        ? Promise.reject(queue)
        : Promise.resolve(name === RENDITION_QUEUE ? renditionQueue : queue);
    metrics = new Metrics(
      events,
      renditionEvents,
      { results, failures } as unknown as CleanupService,
      { completion: () => Promise.resolve(completion) } as unknown as CleanupReport,
      { statistics } as unknown as JobQueue,
      { load: { running: 3, waiting: 7 } } as unknown as FfmpegRunner,
      new Disk(),
      { watched: () => Promise.resolve(cameras) } as unknown as CameraSilence,
      trail,
      { now: () => NOW },
      { sum } as unknown as Repository<Clip>,
    );
    metrics.onModuleInit();
  });

  /** The lines of the service's own metrics that begin with the name, without its prefix. */
  async function lines(name: string): Promise<string[]> {
    const prefix = `event_clips_`;
    return (await metrics.text())
      .split('\n')
      .filter((line) => line.startsWith(prefix + name))
      .map((line) => line.slice(prefix.length));
  }

  it('counts each failure, by its code, and as an attempt', async () => {
    for (const code of ['VIDEO_NOT_FOUND', 'TIMED_OUT', 'VIDEO_NOT_FOUND'] as const) {
      events.emit({ type: 'failed', eventId: 7, code: code as never, message: 'It failed.' });
    }
    expect(await lines('failures_total')).toEqual([
      'failures_total{code="VIDEO_NOT_FOUND"} 2',
      'failures_total{code="TIMED_OUT"} 1',
    ]);
    expect(await lines('generations_total')).toEqual([
      'generations_total{method="none",outcome="failed"} 3',
    ]);
    expect(await lines('footage_seconds_total')).toEqual(['footage_seconds_total 0']);
  });

  it('counts what was made, but neither time that is not known nor deleted clips', async () => {
    const made = clip({ method: 'copy', durationSeconds: 10.5, bytes: 400_000 });
    events.emit({ type: 'completed', eventId: 7, clip: made, seconds: 0.25 });
    events.emit({ type: 'completed', eventId: 7, clip: made, seconds: null });
    events.emit({ type: 'deleted', eventId: 7 });
    expect(await lines('generations_total')).toEqual([
      'generations_total{method="copy",outcome="completed"} 2',
    ]);
    expect(await lines('footage_seconds_total')).toEqual(['footage_seconds_total 21']);
    expect(await lines('generation_duration_seconds_count')).toEqual([
      'generation_duration_seconds_count{method="copy"} 1',
    ]);
    expect(await lines('generation_duration_seconds_sum')).toEqual([
      'generation_duration_seconds_sum{method="copy"} 0.25',
    ]);
    expect(await lines('clip_size_bytes_sum')).toEqual([
      'clip_size_bytes_sum{method="copy"} 800000',
    ]);
    expect(await lines('failures_total')).toEqual([]);
  });

  it('has buckets for times from 50 ms to ten minutes, and sizes from 0.1 MB to 1.6 GB', async () => {
    const made = clip({ method: 'copy', durationSeconds: 1, bytes: 1 });
    events.emit({ type: 'completed', eventId: 7, clip: made, seconds: 0 });
    const bounds = async (name: string) =>
      (await lines(`${name}_bucket`)).map((line) =>
        Number(/le="([\d.e+]+|\+Inf)"/.exec(line)![1]!.replace('+Inf', 'Infinity')),
      );
    expect(await bounds('generation_duration_seconds')).toEqual([
      ...[0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 600, Infinity],
    ]);
    const sizes = await bounds('clip_size_bytes');
    expect(sizes).toEqual([...Array.from({ length: 8 }, (_, n) => 1e5 * 4 ** n), Infinity]);
  });

  it('counts cleanups by how they ended, without previews', async () => {
    const result = emptyResult(NOW, false, ['age', 'space']);
    const stopped = { code: 'CLIPS_MISSING', message: 'Check.' } as const;
    results.next(result);
    results.next({ ...result, stopped });
    results.next({ ...result, dry_run: true });
    failures.next(new CleanupRunningError());
    failures.next(new Error('The connection broke.'));
    failures.next(new Error('The connection broke.'));
    expect(await lines('cleanup_runs_total')).toEqual([
      'cleanup_runs_total{outcome="done"} 1',
      'cleanup_runs_total{outcome="stopped"} 1',
      'cleanup_runs_total{outcome="refused"} 1',
      'cleanup_runs_total{outcome="failed"} 2',
    ]);
  });

  it('adds up the entries of the audit trail that were lost', async () => {
    expect(await lines('audit_entries_lost_total')).toEqual(['audit_entries_lost_total 0']);
    trail.reportLoss(2);
    trail.reportLoss(3);
    expect(await lines('audit_entries_lost_total')).toEqual(['audit_entries_lost_total 5']);
  });

  it('adds up what cleanups removed, bytes by themselves', async () => {
    const result = emptyResult(NOW, false, ['age']);
    Object.assign(result.reasons['age'], { events: 2, clips: 1, files: 3, bytes: 70 });
    results.next(result);
    results.next(result);
    const removed = await lines('cleanup_removed_total');
    expect(removed).toContain('cleanup_removed_total{reason="age",kind="events"} 4');
    expect(removed).toContain('cleanup_removed_total{reason="age",kind="files"} 6');
    expect(removed.join()).not.toContain('bytes');
    expect(await lines('cleanup_removed_bytes_total{reason="age"}')).toEqual([
      'cleanup_removed_bytes_total{reason="age"} 140',
    ]);
  });

  it.each([
    [null, 0],
    [new Date(NOW.getTime() - 90_500), 90.5],
    // The clock of the database is ahead.
    [new Date(NOW.getTime() + 1000), 0],
  ])(
    'reads the wait of the oldest clip, due since %p, as %d s',
    async (oldestQueuedAt, seconds) => {
      queue = { queued: 4, delayed: 5, running: 6, oldestQueuedAt };
      expect(await lines('queue_oldest_seconds')).toEqual([`queue_oldest_seconds ${seconds}`]);
      expect(await lines('queue_depth')).toEqual([
        'queue_depth{state="queued"} 4',
        'queue_depth{state="delayed"} 5',
        'queue_depth{state="running"} 6',
      ]);
    },
  );

  it('reads the queue of renditions by itself', async () => {
    const oldestQueuedAt = new Date(NOW.getTime() - 5000);
    renditionQueue = { queued: 2, delayed: 1, running: 3, oldestQueuedAt };
    expect(await lines('rendition_queue')).toEqual([
      'rendition_queue_depth{state="queued"} 2',
      'rendition_queue_depth{state="delayed"} 1',
      'rendition_queue_depth{state="running"} 3',
      'rendition_queue_oldest_seconds 5',
    ]);
    expect(await lines('queue_depth{state="queued"}')).toEqual(['queue_depth{state="queued"} 0']);
  });

  it('counts renditions that were made, with their time, and those that failed, by their code', async () => {
    renditionEvents.emit({ type: 'completed', name: 'h264', seconds: 0.5 });
    renditionEvents.emit({ type: 'completed', name: 'h264', seconds: 2 });
    renditionEvents.emit({ type: 'failed', name: 'h264', code: 'NO_SPACE' });
    expect(await lines('renditions_total')).toEqual([
      'renditions_total{rendition="h264",outcome="completed"} 2',
      'renditions_total{rendition="h264",outcome="failed"} 1',
    ]);
    expect(await lines('rendition_failures_total')).toEqual([
      'rendition_failures_total{rendition="h264",code="NO_SPACE"} 1',
    ]);
    expect(await lines('rendition_duration_seconds_sum')).toEqual([
      'rendition_duration_seconds_sum{rendition="h264"} 2.5',
    ]);
    expect(await lines('generations_total')).toEqual([]);
  });

  it('shows each camera that is watched, up to 1,000, and counts all that are silent', async () => {
    expect(await lines('camera')).toEqual(['cameras_silent 0']);
    cameras = [
      { cameraId: 'front "door"', isSilent: true, quietSeconds: 900.5 },
      { cameraId: 'yard', isSilent: false, quietSeconds: 3 },
    ];
    expect(await lines('camera')).toEqual([
      'cameras_silent 1',
      'camera_silent{camera="front \\"door\\""} 1',
      'camera_silent{camera="yard"} 0',
      'camera_quiet_seconds{camera="front \\"door\\""} 900.5',
      'camera_quiet_seconds{camera="yard"} 3',
    ]);
    cameras = Array.from({ length: 1001 }, (_, n) => ({
      ...{ cameraId: `camera ${n}`, isSilent: true, quietSeconds: 60 },
    }));
    expect(await lines('cameras_silent')).toEqual(['cameras_silent 1001']);
    expect(await lines('camera_silent')).toHaveLength(1000);
    expect(await lines('camera_quiet_seconds')).toHaveLength(1000);
  });

  it('shows no value that cannot be read, and still all others', async () => {
    queue = { queued: 1, delayed: 0, running: 0, oldestQueuedAt: null };
    expect(await lines('queue_depth')).toHaveLength(3);
    queue = new Error('The database is away.');
    freeBytes = 5;
    expect(await lines('queue_')).toEqual([]);
    expect(await lines('free_bytes')).toEqual(['free_bytes 5']);
    freeBytes = null;
    expect(await lines('free_bytes')).toEqual([]);
  });

  it('reads the state of the moment', async () => {
    const state = async () =>
      (await Promise.all(['held_bytes', 'cleanup_last', 'cleanup_overdue', 'ffmpeg'].map(lines)))
        .flat()
        .map((line) => line.replace(/^(\w+)/, ''));
    const processes = ['{state="running"} 3', '{state="waiting"} 7'];
    expect(await state()).toEqual([' 0', ' 0', ' 0', ...processes]);
    heldBytes = 6;
    completion = { completedAt: NOW, overdue: true };
    const completedAt = ` ${NOW.getTime() / 1000}`;
    expect(await state()).toEqual([' 6', completedAt, ' 1', ...processes]);
  });

  it('measures the process from the first scrape, without a value that is no number', async () => {
    const [first, second] = [await metrics.text(), await metrics.text()];
    expect(first).toContain('nodejs_eventloop_lag_mean_seconds');
    expect(first).not.toContain('Nan');
    expect(second.match(/# HELP process_cpu_seconds_total/g)).toHaveLength(1);
  });
});
