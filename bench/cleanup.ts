/**
 * Retention at scale: a million events, 100,000 of them with clips, half of them due. One node cleans up
 * while clients request clips. The baseline, on an equal copy, is plain SQL and `rm`.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openDatabase } from '../src/database/open-database.js';
import { bareDeletion } from './cleanup/bare-deletion.js';
import { measuredCleanup } from './cleanup/measured-cleanup.js';
import { createSites } from './cleanup/sites.js';

const { values } = parseArgs({
  allowPositionals: true,
  options: { events: { type: 'string', default: '1000000' } },
});
const events = Number(values.events);

const folder = await mkdtemp(join(tmpdir(), 'event-clips-bench-'));
const server = await openDatabase({ dataDirectory: folder });
try {
  console.error(`Writing ${events} events and ${events / 10} clips, twice …`);
  const [ours, bare] = await createSites(server.url, folder, events);
  console.error('Deleting with plain SQL and rm …');
  const bareMs = await bareDeletion(bare);
  console.error('Cleaning up …');
  const { ms, peakBytes, p99Ms, requests, events: gone } = await measuredCleanup(ours);

  const seconds = (value: number) => `${(value / 1000).toFixed(1)} s`;
  console.table({
    'plain DELETE and rm': {
      time: seconds(bareMs),
      'events/s': Math.round((gone / bareMs) * 1000),
    },
    cleanup: {
      time: seconds(ms),
      'events/s': Math.round((gone / ms) * 1000),
      'times bare': (ms / bareMs).toFixed(2),
      'peak memory': `${Math.round(peakBytes / 1e6)} MB`,
      [`p99 of ${requests} GET …/clip`]: `${p99Ms.toFixed(1)} ms`,
    },
  });
} finally {
  await server.close();
  await rm(folder, { recursive: true, force: true });
}
