import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../src/database/data-source-options.js';
import { migrate } from '../../src/database/migrate.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

const EVENT = `INSERT INTO events (camera_id, started_at) VALUES ('front', '2026-01-03T10:00:00Z')`;
const DETECTION = `INSERT INTO detections (event_id, file_path, detected_at) VALUES (1, '/a', now())`;
const RECORDING = `
  INSERT INTO recordings (camera_id, file_path, started_at, ended_at, placed_by, facts)
  VALUES ('front', '/b', now(), now(), 'given', '{}')`;
const CLIP = `
  INSERT INTO clips (event_id, file_name, format, method, requested_starts_at, requested_ends_at,
    starts_at, ends_at, made_from, bytes, sha256, frames, width, height, duration_seconds, protected,
    protected_reason, generated_at)
  VALUES (1, '1_clip.mp4', 'mp4', 'smart', now(), now(), now(), now(), '[]', 5000000000, 'ab', 1, 2, 2,
    0.5, true, 'case 12', now())`;
const REQUEST = `
  INSERT INTO clip_requests (event_id, state, starts_at, ends_at, options, job_id, requested_at)
  VALUES (1, 'completed', now(), now(), '{}', 'job', now())`;
const LATER = `
  INSERT INTO clip_tombstones VALUES ('2_clip.mp4', 'age', now());
  INSERT INTO cleanup_state (settled_at) VALUES (now());
  INSERT INTO secrets VALUES ('media links', 'x')`;
/** Rows that an earlier version of the service wrote, and a later one must not lose. */
const TABLES = ['events', 'detections', 'recordings', 'clips', 'clip_requests'];

describe('The migrations', () => {
  let database: TestDatabase;
  let dataSource: DataSource;

  beforeAll(async () => {
    database = await createTestDatabase('empty');
    dataSource = await new DataSource(dataSourceOptions(database.url)).initialize();
  });
  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  /** Every column, index and constraint. */
  const schema = () =>
    dataSource.query<object[]>(`
      SELECT table_name, column_name, data_type, is_nullable, column_default, ordinal_position > 0
        FROM information_schema.columns WHERE table_schema = 'public'
      UNION ALL SELECT tablename, indexname, indexdef, '', '', true FROM pg_indexes WHERE schemaname = 'public'
      UNION ALL SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid), '', '', true
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace
      ORDER BY 1, 2, 3`);

  const counts = async () => {
    const rows = await Promise.all(
      TABLES.map((table) =>
        dataSource.query<[{ n: number }]>(`SELECT count(*)::int n FROM ${table}`),
      ),
    );
    return rows.map(([{ n }]) => n);
  };

  it('go up, down one by one, and up again on a database with data', async () => {
    const names = await migrate(dataSource);
    const complete = await schema();
    for (const rows of [EVENT, DETECTION, RECORDING, CLIP, REQUEST, LATER]) {
      await dataSource.query(rows);
    }

    for (const name of names.slice(1).reverse()) {
      await dataSource.undoLastMigration({ transaction: 'each' });
      const [last] = await dataSource.query<[{ name: string }]>(
        'SELECT name FROM migrations ORDER BY id DESC LIMIT 1',
      );
      expect(last.name).not.toBe(name);
      expect(await counts()).toEqual([1, 1, 1, 1, 1]);
    }
    expect(await schema()).not.toEqual(complete);

    expect(await migrate(dataSource)).toEqual(names.slice(1));
    expect(await schema()).toEqual(complete);
    expect(await counts()).toEqual([1, 1, 1, 1, 1]);
    const [clip] = await dataSource.query<object[]>('SELECT bytes, protected FROM clips');
    expect(clip).toEqual({ bytes: '5000000000', protected: true });
  });

  it('leave nothing behind when all are reverted', async () => {
    const applied = await dataSource.query<object[]>('SELECT name FROM migrations');
    for (let left = applied.length; left > 0; left--) {
      await dataSource.undoLastMigration({ transaction: 'each' });
    }
    const tables = await dataSource.query<object[]>(
      `SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'`,
    );
    expect(tables).toEqual([{ table_name: 'migrations' }]);
    expect(await migrate(dataSource)).toHaveLength(applied.length);
  });
});
