import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CleanupReport } from '../cleanup/cleanup-report.js';
import { HEVC_ENCODER } from '../clips/make/video-encoding.js';
import { heldProcesses } from '../cut/worker/ending-processes.js';
import { FfmpegError } from '../ffmpeg/ffmpeg-error.js';
import { FfmpegRunner } from '../ffmpeg/ffmpeg-runner.js';
import { ClipStorage } from '../media/storage/clip-storage.js';
import { NoSpaceError } from '../media/storage/no-space-error.js';
import { RootStates } from '../media/footage/root-states.js';
import { cutterFinding } from './cutter-finding.js';
import { ffmpegProblem } from './ffmpeg-problem.js';
import { HEALTH_OPTIONS, type HealthModuleOptions } from './health.module-definition.js';
import { degraded, down, type Finding, type ReadinessCheck, up } from './readiness-check.js';
import { rootsFinding } from './roots-finding.js';

/** Below this the next clip may well not fit. */
const MIN_FREE_BYTES = 64 * 1024 * 1024;

const OVERDUE =
  'The schedule has passed twice without a cleanup that completed. The log says why each did not.';

const NO_HEVC_ENCODER =
  `FFmpeg has no encoder for HEVC (${HEVC_ENCODER}), so clips of HEVC are encoded as H.264. ` +
  'Use an FFmpeg that has it, or set CLIP_VIDEO_CODEC=h264.';

/** FFmpeg is given ten seconds to start, and disks that recorders write to stall as long. */
const BUSY_MS = 12_000;

/** What readiness depends on. */
@Injectable()
export class ReadinessChecks {
  readonly all: readonly ReadinessCheck[];

  constructor(
    @Inject(HEALTH_OPTIONS) { makesClips = true, keepsHevc = false }: HealthModuleOptions,
    private readonly dataSource: DataSource,
    private readonly runner: FfmpegRunner,
    private readonly storage: ClipStorage,
    private readonly roots: RootStates,
    private readonly reports: CleanupReport,
  ) {
    this.all = [
      { name: 'database', essential: true, run: () => this.database() },
      {
        name: 'ffmpeg',
        essential: makesClips,
        patienceMs: BUSY_MS,
        run: () => this.ffmpeg(makesClips && keepsHevc),
      },
      {
        name: 'clips_folder',
        essential: makesClips,
        patienceMs: BUSY_MS,
        run: () => this.clipsFolder(),
      },
      {
        name: 'media_roots',
        essential: false,
        run: async () => rootsFinding(await this.roots.get()),
      },
      {
        name: 'cutter',
        essential: makesClips,
        run: () => Promise.resolve(cutterFinding(heldProcesses())),
      },
      { name: 'cleanup', essential: false, run: () => this.cleanup() },
    ];
  }

  /** A standby answers as well, and takes nothing. */
  private async database(): Promise<Finding> {
    const [answer] = await this.dataSource.query<{ readOnly: boolean }[]>(
      `SELECT current_setting('transaction_read_only') = 'on' AS "readOnly",
              EXISTS (SELECT FROM clip_requests) AS used`,
    );
    return answer?.readOnly ? down('The database is read-only.') : up;
  }

  private async ffmpeg(encodesHevc: boolean): Promise<Finding> {
    try {
      await this.runner.check();
      // Clips of H.264 are made in any case.
      const isComplete =
        !encodesHevc || (await this.runner.hasEncoder(HEVC_ENCODER).catch(() => false));
      return isComplete ? up : degraded(NO_HEVC_ENCODER);
    } catch (error) {
      if (error instanceof FfmpegError) return ffmpegProblem(error);
      throw error;
    }
  }

  private async clipsFolder(): Promise<Finding> {
    await this.storage.tryOut({ durable: false });
    const freeBytes = await this.storage.freeBytes();
    if (freeBytes !== null && freeBytes < MIN_FREE_BYTES) throw new NoSpaceError();
    return up;
  }

  /** A run that a shutdown ended goes on by itself; any other stop needs a person. */
  private async cleanup(): Promise<Finding> {
    const [{ stopped, warnings }, { overdue, completedAt }] = await Promise.all([
      this.reports.lastFindings(),
      this.reports.completion(),
    ]);
    if (stopped !== null && stopped.code !== 'SHUTDOWN') {
      return degraded(stopped.message, { stopped });
    }
    if (overdue) return degraded(OVERDUE, { last_completed_at: completedAt });
    return warnings.length > 0 ? degraded(warnings.join(' ')) : up;
  }
}
