import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../src/database/open-database.js';
import { eventually } from '../support/eventually.js';
import { at } from '../support/footage/camera.js';
import { Installation, PATIENT } from '../support/installation.js';
import { stallingProxy } from '../support/stalling-proxy.js';
import { PromisedClips } from './promised-clips.js';
import { count, type Scenario } from './scenario.js';

/** More than the pool has connections. */
const CALLS = 15;
const ROUNDS = 2;
/** Longer than any call waits: for the check of a connection, and then for a new one. */
const ANSWERED_MS = 60_000;
const RECOVERED_MS = 30_000;
const WINDOW = { start_offset_seconds: -1, end_offset_seconds: 1 };

/** The connections to PostgreSQL stay open and silent, as behind a firewall that forgets them. */
export const stalledDatabase: Scenario = async ({ tally, faults }) => {
  const here = await Installation.create();
  const clips = new PromisedClips(tally);
  const folder = await mkdtemp(join(tmpdir(), 'event-clips-chaos-'));
  const database = await openDatabase({ dataDirectory: folder });
  const proxy = await stallingProxy(database.url);
  try {
    const film = await here.video('data/media/film.mp4', { seconds: 12 });
    const service = await here.start({ DATABASE_URL: proxy.url });
    const accept = () => {
      const event = { started_at: at(5), video: { file_path: film, started_at: at(0) } };
      return clips.request(() => service, event, WINDOW, PATIENT, ANSWERED_MS);
    };
    const readMany = () =>
      Promise.all(
        Array.from({ length: CALLS }, () =>
          tally.request('GET /api/events', () => service.call('GET', '/api/events'), ANSWERED_MS),
        ),
      );
    for (let round = 0; round < ROUNDS; round++) {
      await accept();
      // All connections of the pool are open.
      await readMany();
      proxy.stall();
      count(faults, 'stall');
      await readMany();
      proxy.resume();
      const isReady = async () => (await service.call('GET', '/health/ready')).status === 200;
      await eventually(isReady, RECOVERED_MS).catch(() =>
        tally.hung.push(`readiness, for more than ${RECOVERED_MS} ms after new connections work`),
      );
      await accept();
    }
    await clips.settle(service);
  } finally {
    await here.stop();
    await proxy.close();
    await database.close();
    await here.remove();
    await rm(folder, { recursive: true, force: true });
  }
};
