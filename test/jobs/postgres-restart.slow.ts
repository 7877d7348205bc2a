import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Database } from '../../src/database/database.js';
import { openDatabase } from '../../src/database/open-database.js';
import { eventually } from '../support/eventually.js';
import { startNode, type Node } from './node.js';

describe('A restart of PostgreSQL', () => {
  let dataDirectory: string;
  let database: Database;
  let worker: Node;
  let sender: Node;

  beforeAll(async () => {
    dataDirectory = await mkdtemp(join(tmpdir(), 'event-clips-restart-'));
    database = await openDatabase({ dataDirectory });
    [worker, sender] = await Promise.all([
      startNode(database.url),
      startNode(database.url, { work: false }),
    ]);
  });
  afterAll(async () => {
    await Promise.all([worker.stop(), sender.stop()]);
    await database.close();
    await rm(dataDirectory, { recursive: true, force: true });
  });

  it('under load loses no job and repeats none', async () => {
    const started: string[] = [];
    let away = false;
    let reconnections = 0;
    sender.notifications.subscribe(
      'any',
      () => {},
      () => reconnections++,
    );
    // Two of them end while the database is down.
    await worker.queue.work('load', { concurrency: 2 }, async ({ id }) => {
      started.push(id);
      if (started.length > 10) await eventually(() => away || started.length > 12);
    });

    const sent: string[] = [];
    let refused = 0;
    let sending = true;
    const load = (async () => {
      while (sending) {
        await sender
          .transaction((manager) => sender.queue.send('load', {}, {}, manager))
          .then(
            (id) => void sent.push(id),
            () => void refused++,
          );
        await setTimeout(5);
      }
    })();

    await eventually(() => started.length === 12);
    await database.close();
    away = true;
    await eventually(() => refused > 0);
    database = await openDatabase({ dataDirectory });
    const before = sent.length;
    await eventually(() => sent.length > before + 20);
    sending = false;
    await load;

    await eventually(async () => {
      const { queued, running } = await sender.queue.statistics('load');
      return queued + running === 0;
    });
    expect(started).toEqual(expect.arrayContaining(sent));
    expect(new Set(started).size).toBe(started.length);
    await eventually(() => reconnections > 0);
  });
});
