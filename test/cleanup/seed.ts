import { mkdir, rm } from 'node:fs/promises';
import type { DataSource } from 'typeorm';
import type { CleanupApp, Site } from './cleanup-app.js';

export interface SeedClip {
  /** Default: six bytes. Null: there is no file. */
  content?: string | null;
  format?: 'mp4' | 'gif';
  /** As the row has it. Default: the length of the file. */
  bytes?: number;
  isProtected?: boolean;
  generatedAt?: Date;
  poster?: boolean;
  /** The state of its rendition in H.264. A completed one has a file of nine bytes. */
  rendition?: 'completed' | 'pending';
}

export interface SeedEvent {
  /** Default: `door`. */
  cameraId?: string;
  startedAt: Date;
  label?: string | null;
  endedAt?: Date | null;
  /** Default: not known, as in rows of earlier versions. */
  registeredAt?: Date | null;
  detections?: Date[];
  clip?: SeedClip | null;
}

/** Writes events as the service does, with clips that need no footage, and returns their ids. */
export async function seed(
  dataSource: DataSource,
  site: Site,
  events: readonly SeedEvent[],
): Promise<number[]> {
  const ids: number[] = [];
  for (const event of events) ids.push(await seedEvent(dataSource, site, event));
  return ids;
}

async function seedEvent(dataSource: DataSource, site: Site, event: SeedEvent): Promise<number> {
  const { startedAt, endedAt = null, label = null, detections = [], clip } = event;
  const { registeredAt = null, cameraId = 'door' } = event;
  const [{ id }] = await dataSource.query<[{ id: number }]>(
    `INSERT INTO events (camera_id, started_at, ended_at, label, registered_at)
     VALUES ($5, $1, $2, $3, $4)
     RETURNING id`,
    [startedAt, endedAt, label, registeredAt, cameraId],
  );
  for (const at of detections) {
    await dataSource.query(
      `INSERT INTO detections (event_id, file_path, detected_at) VALUES ($1, '/frame.jpg', $2)`,
      [id, at],
    );
  }
  if (clip) await seedClip(dataSource, site, id, startedAt, clip);
  return id;
}

async function seedClip(
  dataSource: DataSource,
  site: Site,
  id: number,
  startedAt: Date,
  { content = 'a clip', format = 'mp4', bytes, ...clip }: SeedClip,
): Promise<void> {
  const fileName = `${id}_clip.${format}`;
  await dataSource.query(
    `INSERT INTO clips (event_id, file_name, format, method, requested_starts_at, requested_ends_at,
       starts_at, ends_at, made_from, bytes, sha256, frames, width, height, duration_seconds,
       protected, generated_at, has_poster)
     VALUES ($1, $2, $3, 'smart', $4, $4, $4, $4, '[]', $5, '', 1, 2, 2, 1, $6, $7, $8)`,
    [
      id,
      fileName,
      format,
      startedAt,
      bytes ?? content?.length ?? 0,
      clip.isProtected ?? false,
      clip.generatedAt ?? startedAt,
      clip.poster ?? false,
    ],
  );
  await dataSource.query(
    `INSERT INTO clip_requests (event_id, state, starts_at, ends_at, options, job_id, requested_at)
     VALUES ($1, 'completed', $2, $2, '{}', gen_random_uuid()::text, $2)`,
    [id, startedAt],
  );
  await dataSource.query('UPDATE events SET clip_path = $2 WHERE id = $1', [id, fileName]);
  if (content !== null) await site.file(fileName, content);
  if (clip.rendition) {
    const name = `${id}_h264.mp4`;
    await dataSource.query(
      `INSERT INTO clip_renditions
         (event_id, name, clip_sha256, file_name, state, job_id, progress, sha256, bytes)
       VALUES ($1, 'h264', '', $2, $3::text, 'rendering', 0, '',
               CASE WHEN $3 = 'completed' THEN 9 END)`,
      [id, name, clip.rendition],
    );
    if (clip.rendition === 'completed') await site.file(name, 'rendition');
  }
  if (clip.poster) await site.file(`posters/${id}.jpg`, 'poster');
}

/** The ids of all rows of a table. */
export async function idsIn(dataSource: DataSource, table: string): Promise<number[]> {
  const column = table === 'clips' || table === 'clip_requests' ? 'event_id' : 'id';
  const rows = await dataSource.query<{ id: number }[]>(
    `SELECT ${column} AS id FROM ${table} ORDER BY 1`,
  );
  return rows.map(({ id }) => id);
}

/** Empties the database and the clips folder. */
export async function clear({ dataSource }: CleanupApp, site: Site): Promise<void> {
  await dataSource.query(
    'TRUNCATE events, detections, clips, clip_renditions, clip_requests, interval_clips, recordings, replaced_recordings, clip_tombstones, cleanup_state, cameras',
  );
  await rm(site.clips(), { recursive: true, force: true });
  await mkdir(site.clips('posters'), { recursive: true });
  await mkdir(site.clips('.tmp'));
}
