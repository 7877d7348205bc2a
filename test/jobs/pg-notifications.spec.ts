import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  jest,
} from '@jest/globals';
import { Logger } from '@nestjs/common';
import pg from 'pg';
import { object, text } from '../../src/common/stored/stored-json.js';
import { reading } from '../../src/jobs/reading.js';
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
  afterEach(async () => {
    jest.restoreAllMocks();
    await node.stop();
  });

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

  it('ignores what it cannot read, from whoever sends it, and says so once', async () => {
    const { notifications, queue, transaction } = node;
    const [warn, debug] = [
      jest.spyOn(Logger.prototype, 'warn'),
      jest.spyOn(Logger.prototype, 'debug'),
    ];
    const seen: string[] = [];
    notifications.subscribe(
      'a',
      reading('a', object<{ name: string }>({ name: text }), ({ name }) => seen.push(name)),
    );
    await queue.work('work', { concurrency: 1 }, () => Promise.resolve(void seen.push('job')));
    const messages = [
      '',
      'hello',
      'a',
      'a {',
      'a null',
      'a [1]',
      'a {"name":7}',
      'a {"name":"last"}',
    ];
    const [queued, cancelled] = ['jobs.queued', 'jobs.cancelled'].map((channel) => [
      ...[
        `${channel} null`,
        `${channel} {}`,
        `${channel} {"queue":{"of":"a newer version"},"id":[]}`,
      ],
    ]) as [string[], string[]];
    await transaction(async (manager) => {
      for (const message of [...queued, ...cancelled, ...messages]) {
        await manager.query(`SELECT pg_notify('event_clips', $1)`, [message]);
      }
    });
    await eventually(() => seen.includes('last'));
    const of = (calls: unknown[][]) =>
      calls.map(([entry]) => (entry as { channel: string }).channel);
    expect(of(warn.mock.calls).sort()).toEqual([
      'a',
      'event_clips',
      'jobs.cancelled',
      'jobs.queued',
    ]);
    expect(of(debug.mock.calls)).toHaveLength(9);
    await transaction((manager) => queue.send('work', {}, {}, manager));
    await eventually(() => seen.includes('job'));
    expect(seen).toEqual(['last', 'job']);
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
