import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { migrations } from '../../migrations/index.js';
import { dataSourceOptions } from '../../src/database/data-source-options.js';
import { migrate } from '../../src/database/migrate.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

describe('migrate', () => {
  let database: TestDatabase;
  const nodes: DataSource[] = [];

  async function startNode(): Promise<DataSource> {
    const node = await new DataSource(dataSourceOptions(database.url)).initialize();
    nodes.push(node);
    return node;
  }

  beforeEach(async () => {
    database = await createTestDatabase();
    const node = await startNode();
    await node.query('DROP SCHEMA public CASCADE');
    await node.query('CREATE SCHEMA public');
  });

  afterEach(async () => {
    await Promise.all(nodes.splice(0).map((node) => node.destroy()));
    await database.drop();
  });

  it('applies each migration once when several nodes start at the same time', async () => {
    const started = await Promise.all([startNode(), startNode(), startNode()]);
    const applied = await Promise.all(started.map((node) => migrate(node)));
    const names = migrations.map(({ name }) => name);
    expect(applied.flat()).toEqual(names);
    expect(applied.filter((list) => list.length > 0)).toHaveLength(1);
  });

  it('returns what it applied, and nothing the second time', async () => {
    const [node] = nodes;
    expect(await migrate(node!)).toEqual(migrations.map(({ name }) => name));
    expect(await migrate(node!)).toEqual([]);
  });
});
