import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../src/database/data-source-options.js';
import { migrate } from '../../src/database/migrate.js';
import { migrateJobs } from '../../src/jobs/postgres/migrate-jobs.js';
import { databaseUrl } from '../../test/support/database-url.js';

/** A database and its clips folder. */
export interface BenchSite {
  url: string;
  clips: string;
  /** The highest event id; every tenth event has a clip, every other one is due. */
  events: number;
}

/** Two equal sites, so that neither run benefits from the other. */
export async function createSites(
  serverUrl: string,
  folder: string,
  events: number,
): Promise<[BenchSite, BenchSite]> {
  const [ours, bare] = ['ours', 'bare'].map((name) => ({
    url: databaseUrl(serverUrl, name),
    clips: join(folder, name),
    events,
  })) as [BenchSite, BenchSite];
  await query(serverUrl, 'CREATE DATABASE ours');
  await fill(ours);
  await query(serverUrl, 'CREATE DATABASE bare TEMPLATE ours');
  await writeClips(ours);
  await promisify(execFile)('cp', ['-r', ours.clips, bare.clips]);
  await query(serverUrl, 'CHECKPOINT');
  await promisify(execFile)('sync');
  return [ours, bare];
}

/** The name of an event's clip. */
export const clipOf = (eventId: number) => `${eventId}_clip.mp4`;

/** Events with clips: 10, 20, 30, … Of those the odd tens are due. */
export function isDue(eventId: number): boolean {
  return (eventId / 10) % 2 === 1;
}

async function fill({ url, events }: BenchSite): Promise<void> {
  const dataSource = await new DataSource(dataSourceOptions(url)).initialize();
  await migrate(dataSource);
  await dataSource.destroy();
  await migrateJobs(url);
  await query(
    url,
    `INSERT INTO events (id, camera_id, started_at, ended_at, registered_at, label, clip_path)
     SELECT n, 'camera ' || n % 20, at, at + interval '30 s', at, 'person',
            CASE WHEN n % 10 = 0 THEN n || '_clip.mp4' END
       FROM generate_series(1, ${events}) n,
            LATERAL (SELECT now() - CASE WHEN (n / 10) % 2 = 1 THEN interval '40 d' ELSE interval '5 d' END
                            - n * interval '0.5 s' AS at) times;
     INSERT INTO detections (event_id, file_path, detected_at)
     SELECT id, '/media/' || id || '.jpg', started_at FROM events WHERE id % 10 = 0;
     INSERT INTO clips (event_id, file_name, format, method, requested_starts_at, requested_ends_at,
       starts_at, ends_at, made_from, bytes, sha256, frames, width, height, duration_seconds, generated_at)
     SELECT id, clip_path, 'mp4', 'smart', started_at, ended_at, started_at, ended_at, '[]', 1024,
       repeat('0', 64), 450, 320, 180, 30, ended_at FROM events WHERE id % 10 = 0;
     INSERT INTO clip_requests (event_id, state, starts_at, ends_at, options, job_id, requested_at)
     SELECT id, 'completed', started_at, ended_at, '{}', id, ended_at FROM events WHERE id % 10 = 0`,
  );
  await query(url, 'VACUUM ANALYZE');
}

async function writeClips({ clips, events }: BenchSite): Promise<void> {
  await mkdir(join(clips, 'posters'), { recursive: true });
  await mkdir(join(clips, '.tmp'));
  const content = Buffer.alloc(1024);
  for (let id = 10; id <= events; id += 1000) {
    const ids = Array.from({ length: 100 }, (_, n) => id + n * 10).filter((one) => one <= events);
    await Promise.all(ids.map((one) => writeFile(join(clips, clipOf(one)), content)));
  }
}

export async function query(url: string, sql: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
