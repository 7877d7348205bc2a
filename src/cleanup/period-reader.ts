import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, Repository } from 'typeorm';
import { type DaysByLabel, readDaysByLabel } from '../events/records/camera.entity.js';
import type { CameraPeriod } from '../media/retention/camera-period.js';
import type { RetentionRun } from '../media/retention/retention-run.js';
import { CleanupState } from './cleanup-state.entity.js';
import { CleanupSettings } from './cleanup.module-definition.js';
import { cameraPeriodDto } from './dto/cleanup-result.dto.js';
import { type KnownPeriod, RetentionPeriods } from './retention-periods.js';
import type { StoredPeriods } from './stored-periods.js';

interface Row {
  readonly cameraId: string;
  readonly days: number | null;
  readonly daysByLabel: unknown;
}

interface Labelled {
  readonly cameraId: string;
  readonly label: string | null;
}

/** Reads for how long what belongs to each camera is kept. */
@Injectable()
export class PeriodReader {
  private readonly read = new WeakMap<RetentionRun, Promise<RetentionPeriods>>();

  constructor(
    private readonly settings: CleanupSettings,
    @InjectRepository(CleanupState) private readonly states: Repository<CleanupState>,
  ) {}

  /** The periods of a run, which stay the same until it ends. */
  of(run: RetentionRun): Promise<RetentionPeriods> {
    const periods = this.read.get(run) ?? this.all(run.manager);
    this.read.set(run, periods);
    return periods;
  }

  /** The cameras whose periods differ from that of all. */
  async own(): Promise<CameraPeriod[]> {
    const rows = await this.states.query<Row[]>(`${OWN} ORDER BY camera_id`);
    return rows.map((row) => this.periodOf(row));
  }

  /** Those of a run, to be compared with those of a later one. */
  async stored(run: RetentionRun): Promise<StoredPeriods> {
    const own = (await this.of(run)).cameras.filter(({ isOwn }) => isOwn);
    return { retention_days: this.settings.retentionDays, cameras: own.map(cameraPeriodDto) };
  }

  from({ retention_days, cameras }: StoredPeriods): RetentionPeriods {
    const own = cameras.map((camera) => ({
      cameraId: camera.camera_id,
      days: camera.retention_days,
      daysByLabel: camera.retention_days_by_label,
      isOwn: true,
    }));
    return new RetentionPeriods(retention_days, own);
  }

  /** Days that an event is kept; 0: for ever. */
  async daysOf({ cameraId, label }: Labelled): Promise<number> {
    const rows = await this.states.query<Row[]>(`${OWN} AND camera_id = $1`, [cameraId]);
    const cameras = rows.map((row) => this.periodOf(row));
    return new RetentionPeriods(this.settings.retentionDays, cameras).daysOf(cameraId, label);
  }

  private async all(manager: EntityManager): Promise<RetentionPeriods> {
    const rows = await manager.query<Row[]>(ALL);
    const cameras = rows.map((row) => this.periodOf(row));
    return new RetentionPeriods(this.settings.retentionDays, cameras);
  }

  private periodOf({ cameraId, days, daysByLabel }: Row): KnownPeriod {
    const own: DaysByLabel = readDaysByLabel(daysByLabel) ?? {};
    return {
      cameraId,
      days: days ?? this.settings.retentionDays,
      daysByLabel: own,
      isOwn: days !== null || Object.keys(own).length > 0,
    };
  }
}

const OWN = `
  SELECT camera_id AS "cameraId", retention_days AS days, retention_days_by_label AS "daysByLabel"
    FROM cameras WHERE (retention_days IS NOT NULL OR retention_days_by_label <> '{}')`;

/** Steps through an index from camera to camera, since there are few of them and many rows. */
const camerasIn = (table: string) => `
  of_${table} (id) AS (
    SELECT min(camera_id) FROM ${table}
    UNION ALL
    SELECT (SELECT min(camera_id) FROM ${table} WHERE camera_id > of_${table}.id)
      FROM of_${table} WHERE of_${table}.id IS NOT NULL
  )`;

const ALL = `
  WITH RECURSIVE ${camerasIn('events')}, ${camerasIn('recordings')}, own AS (${OWN})
  SELECT seen.id AS "cameraId", own.days, own."daysByLabel"
    FROM (SELECT id FROM of_events UNION SELECT id FROM of_recordings) seen
    LEFT JOIN own ON own."cameraId" = seen.id
   WHERE seen.id IS NOT NULL ORDER BY seen.id`;
