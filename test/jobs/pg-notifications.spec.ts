import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { startNode, type Node } from './node.js';
import { describeNotifications } from './notifications.contract.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

describeNotifications('PgNotifications', async () => {
  const [one, other] = await Promise.all([startNode(database.url), startNode(database.url)]);
  return {
    nodes: [one.notifications, other.notifications],
    dispose: async () => void (await Promise.all([one.stop(), other.stop()])),
  };
});

describe('PgNotifications on a real connection', () => {
  let node: Node;
  beforeEach(async () => {
    node = await startNode(database.url);
  });
  afterEach(() => node.stop());

  it('delivers when the transaction commits, and not otherwise', async () => {
    const { notifications, transaction } = node;
    const seen: string[] = [];
    notifications.subscribe<{ name: string }>('a', ({ name }) => seen.push(name));
    const failing = transaction(async (manager) => {
      await notifications.publish('a', { name: 'undone' }, manager);
      throw new Error('rolled back');
    });
    await expect(failing).rejects.toThrow('rolled back');
    await transaction(async (manager) => {
      await notifications.publish('a', { name: 'in the transaction' }, manager);
      await notifications.publish('a', { name: 'at once' });
    });
    await eventually(() => seen.length === 2);
    expect(seen).toEqual(['at once', 'in the transaction']);
  });

  it('listens again after its connection broke, and calls onReconnect', async () => {
    const { notifications } = node;
    const seen: string[] = [];
    notifications.subscribe(
      'a',
      () => seen.push('message'),
      () => seen.push('reconnected'),
    );
    const admin = new pg.Client(database.url);
    await admin.connect();
    await admin.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND query IN ('LISTEN event_clips', 'SELECT 1')`,
    );
    await admin.end();
    await eventually(() => seen.length === 1);
    await notifications.publish('a', {});
    await eventually(() => seen.length === 2);
    expect(seen).toEqual(['reconnected', 'message']);
  });
});
