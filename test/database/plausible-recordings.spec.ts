import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { DataSource } from 'typeorm';
import { migrations } from '../../migrations/index.js';
import { dataSourceOptions } from '../../src/database/data-source-options.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

describe('The migration of implausible recordings', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  beforeAll(async () => {
    database = await createTestDatabase();
    dataSource = await new DataSource(dataSourceOptions(database.url)).initialize();
  });
  afterAll(async () => {
    await dataSource?.destroy();
    await database?.drop();
  });

  it('forgets them, keeps all others, and says how many there were', async () => {
    const rows = [
      ['good', '2026-01-03T10:00:00Z', '2026-01-03T10:01:00Z'],
      ['week', '2026-01-03T10:00:00Z', '2026-01-10T10:00:00Z'],
      ['136 years', '2026-01-03T10:00:00Z', '2162-01-03T10:00:00Z'],
      ['year 12000', '12000-01-01T00:00:00Z', '12000-01-01T00:01:00Z'],
      ['year 1970', '1970-01-01T00:00:00Z', '1970-01-01T00:01:00Z'],
    ];
    for (const [path, from, to] of rows) {
      await dataSource.query(
        `INSERT INTO recordings (camera_id, file_path, started_at, ended_at, placed_by, facts)
         VALUES ('front', $1, $2, $3, 'modified', '{}')`,
        [path, from, to],
      );
    }
    const warned = jest.spyOn(console, 'warn').mockImplementation(() => {});
    const migration = migrations.find(({ name }) => name === 'PlausibleRecordings1765400000000')!;
    await new migration().up(dataSource.createQueryRunner());
    expect(warned.mock.calls).toEqual([[expect.stringMatching(/^3 recordings .*import/)]]);
    warned.mockRestore();
    expect(
      await dataSource.query('SELECT file_path FROM recordings ORDER BY recordings.id'),
    ).toEqual([{ file_path: 'good' }, { file_path: 'week' }]);
  });
});
