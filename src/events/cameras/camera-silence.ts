import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { Camera } from '../records/camera.entity.js';
import { type CameraEvent, CameraEvents } from './camera-events.js';

/** A camera that is watched for silence, as it is now. */
export interface WatchedCamera {
  readonly cameraId: string;
  readonly isSilent: boolean;
  /** Since the end of the newest recording; of a camera without one, since it is watched. */
  readonly quietSeconds: number;
}

/** Compares the newest recordings of the watched cameras with the clock. */
@Injectable()
export class CameraSilence {
  constructor(
    @InjectRepository(Camera) private readonly cameras: Repository<Camera>,
    private readonly events: CameraEvents,
  ) {}

  /** Every camera with `quiet_after_seconds`, by its id. */
  watched(now: Date): Promise<WatchedCamera[]> {
    return this.cameras.query(
      `SELECT camera_id AS "cameraId", is_silent AS "isSilent",
              extract(epoch FROM $1::timestamptz - since)::float8 AS "quietSeconds"
         FROM (${WATCHED}) watched ORDER BY camera_id`,
      [now],
    );
  }

  /**
   * Records which cameras have fallen silent and which record again, each change once: of several nodes that
   * look at the same time, the second one waits for the row and finds it changed.
   */
  check(now: Date): Promise<CameraEvent[]> {
    return this.cameras.manager.transaction(async (manager) => {
      const [changes] = await manager.query<[CameraEvent[], number]>(RECORD_CHANGES, [now]);
      if (changes.length > 0) await this.events.record(changes, manager);
      return changes;
    });
  }
}

/** A recording in the future comes from a wrong clock and would hide the silence. Parameter: `$1` now. */
const WATCHED = `
  SELECT camera_id, newest.ended_at AS newest_ended_at, quiet.since,
         quiet.since < $1::timestamptz - quiet_after_seconds * interval '1 second' AS is_silent
    FROM cameras
    LEFT JOIN LATERAL (
      SELECT ended_at FROM recordings
       WHERE camera_id = cameras.camera_id AND started_at <= $1
       ORDER BY started_at DESC, id DESC LIMIT 1
    ) newest ON true
   CROSS JOIN LATERAL (SELECT coalesce(newest.ended_at, watched_since) AS since) quiet
   WHERE quiet_after_seconds IS NOT NULL`;

const RECORD_CHANGES = `
  UPDATE cameras SET silent_since = CASE WHEN is_silent THEN since END
    FROM (${WATCHED}) watched
   WHERE cameras.camera_id = watched.camera_id AND cameras.quiet_after_seconds IS NOT NULL
     AND (cameras.silent_since IS NOT NULL) <> is_silent
  RETURNING CASE WHEN is_silent THEN 'silent' ELSE 'recording' END AS type,
            cameras.camera_id AS "cameraId", name, quiet_after_seconds AS "quietAfterSeconds",
            newest_ended_at AS "newestRecordingEndsAt", silent_since AS "silentSince"`;
