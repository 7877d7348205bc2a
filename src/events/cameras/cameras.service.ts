import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, Repository } from 'typeorm';
import { Clock } from '../../common/clock.js';
import { CameraNotFoundError } from '../event-errors.js';
import { Camera } from '../records/camera.entity.js';
import { CameraCoverage } from './camera-coverage.js';
import { coverageWindow } from './coverage-window.js';
import type { CoverageDto, GetCoverageDto } from './dto/coverage.dto.js';
import type { PutCameraDto } from './dto/put-camera.dto.js';
import { coverageOfWindow, type Span, totalSeconds } from '../footage/spans.js';

/** The most intervals of an answer. */
const MOST_INTERVALS = 10_000;

/** What is set for cameras, and what they have recorded. */
@Injectable()
export class CamerasService {
  constructor(
    @InjectRepository(Camera) private readonly cameras: Repository<Camera>,
    private readonly coverages: CameraCoverage,
    private readonly clock: Clock,
  ) {}

  /** @throws CameraNotFoundError */
  async get(cameraId: string): Promise<Camera> {
    const camera = await this.cameras.findOneBy({ cameraId });
    if (camera) return camera;
    if (await isSeen(cameraId, this.cameras.manager)) return unset(cameraId);
    throw new CameraNotFoundError();
  }

  /** Replaces everything that is set for the camera. @returns whether the camera was unknown before */
  put(cameraId: string, dto: PutCameraDto): Promise<{ camera: Camera; created: boolean }> {
    return this.cameras.manager.transaction(async (manager) => {
      const seen = await isSeen(cameraId, manager);
      await manager
        .createQueryBuilder()
        .insert()
        .into(Camera)
        .values({ cameraId, ...settingsOf(dto) })
        .orUpdate(COLUMNS, ['camera_id'])
        .execute();
      await manager.query(FOLLOW_WATCH, [cameraId, this.clock.now()]);
      return { camera: await manager.findOneByOrFail(Camera, { cameraId }), created: !seen };
    });
  }

  /** @throws CameraNotFoundError, IntervalTooLongError */
  async coverage(cameraId: string, { from, to }: GetCoverageDto): Promise<CoverageDto> {
    const window = coverageWindow(from, to, this.clock.now());
    if (!(await isSeen(cameraId, this.cameras.manager))) throw new CameraNotFoundError();
    const [{ spans, continuesAtMs }, newest] = await Promise.all([
      this.coverages.spansIn(cameraId, window, MOST_INTERVALS),
      this.coverages.newestEndsAt(cameraId),
    ]);
    const shown = { ...window, ...(continuesAtMs !== null && { endsAtMs: continuesAtMs }) };
    const { recorded, gaps } = coverageOfWindow(shown, spans);
    return {
      camera_id: cameraId,
      from: new Date(window.startsAtMs),
      to: new Date(window.endsAtMs),
      recorded: recorded.map(interval),
      gaps: gaps.map(interval),
      recorded_seconds: totalSeconds(recorded),
      gap_seconds: totalSeconds(gaps),
      newest_recording_ends_at: newest,
      continues_at: continuesAtMs === null ? null : new Date(continuesAtMs),
    };
  }
}

const COLUMNS = [
  ...['name', 'time_zone', 'clock_offset_seconds', 'file_pattern'],
  ...['retention_days', 'retention_days_by_label', 'quiet_after_seconds'],
];

/** A camera that is watched already stays so; one that is no longer watched is not silent. */
const FOLLOW_WATCH = `
  UPDATE cameras
     SET watched_since = CASE WHEN quiet_after_seconds > 0 THEN coalesce(watched_since, $2) END,
         silent_since = CASE WHEN quiet_after_seconds > 0 THEN silent_since END
   WHERE camera_id = $1`;

async function isSeen(cameraId: string, manager: EntityManager): Promise<boolean> {
  const [{ seen }] = await manager.query<[{ seen: boolean }]>(
    `SELECT EXISTS (SELECT FROM cameras WHERE camera_id = $1)
         OR EXISTS (SELECT FROM events WHERE camera_id = $1)
         OR EXISTS (SELECT FROM recordings WHERE camera_id = $1) AS seen`,
    [cameraId],
  );
  return seen;
}

function unset(cameraId: string): Camera {
  return { cameraId, ...settingsOf({}), watchedSince: null, silentSince: null };
}

function settingsOf(dto: PutCameraDto) {
  return {
    name: dto.name ?? null,
    timeZone: dto.time_zone ?? null,
    clockOffsetSeconds: dto.clock_offset_seconds ?? null,
    filePattern: dto.file_pattern ?? null,
    retentionDays: dto.retention_days ?? null,
    retentionDaysByLabel: dto.retention_days_by_label ?? {},
    quietAfterSeconds: dto.quiet_after_seconds ?? null,
  };
}

function interval({ startsAtMs, endsAtMs }: Span) {
  return { starts_at: new Date(startsAtMs), ends_at: new Date(endsAtMs) };
}
