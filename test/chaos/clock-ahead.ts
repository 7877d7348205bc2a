import type { CleanupDto } from '../../src/cleanup/dto/cleanup.dto.js';
import type { Wire } from '../../src/common/http/example.js';
import { eventually } from '../support/eventually.js';
import { Installation, PATIENT } from '../support/installation.js';
import type { Service } from '../support/service.js';
import { PromisedClips } from './promised-clips.js';
import { count, type Scenario } from './scenario.js';
import type { Tally } from './tally.js';

const DAY_MS = 86_400_000;
const EVENTS = 5;
const WINDOW = { start_offset_seconds: 0, end_offset_seconds: 3 };
const CLOCK_AHEAD = new URL('./clock-ahead.mjs', import.meta.url).href;
const EVERY_SECOND = { CLEANUP_CRON: '* * * * * *' };

/**
 * The clock of the service is 40 days ahead, and then that of the database is, while cleanup runs every second: no
 * event is deleted by either.
 */
export const clockAhead: Scenario = async ({ tally, faults }) => {
  const here = await Installation.create();
  const clips = new PromisedClips(tally);
  try {
    const film = await here.video('data/media/film.mp4', { seconds: 6 });
    let service = await here.start();
    for (let i = 0; i < EVENTS; i++) {
      const started_at = new Date(Date.now() - (EVENTS - i) * DAY_MS).toISOString();
      const event = { started_at, video: { file_path: film, started_at } };
      await clips.request(() => service, event, WINDOW, PATIENT);
    }
    await service.stop();

    service = await here.start({ ...EVERY_SECOND, NODE_OPTIONS: `--import ${CLOCK_AHEAD}` });
    count(faults, 'clock of the service');
    // The clock of the database counts.
    await cleanedUp(service, tally, null);
    await clips.settle(service);
    await service.stop();

    // As if the clock of the database were 40 days ahead from now on.
    await here.query(`UPDATE cleanup_state SET clock_read_at = clock_read_at - interval '40 days'`);
    await here.query(`UPDATE events SET started_at = started_at - interval '40 days',
      ended_at = ended_at - interval '40 days', registered_at = registered_at - interval '40 days'`);
    count(faults, 'clock of the database');
    service = await here.start(EVERY_SECOND);
    await cleanedUp(service, tally, 'CLOCK_STEPPED');
    await clips.settle(service);
  } finally {
    await here.remove();
  }
};

/** Waits until cleanup has run twice more by its schedule, and was stopped by this, or by nothing. */
async function cleanedUp(service: Service, tally: Tally, stop: string | null): Promise<void> {
  const lastRun = async () =>
    (await service.call<Wire<CleanupDto>>('GET', '/api/cleanup')).body.last_run;
  for (let runs = 0; runs < 2; runs++) {
    await tally.request('a scheduled cleanup', async () => {
      const before = await lastRun();
      await eventually(async () => (await lastRun())?.started_at !== before?.started_at);
      return { status: 200, headers: new Headers(), body: null };
    });
    const found = (await lastRun())?.stopped?.code ?? null;
    if (found !== stop) tally.lose(`Cleanup was stopped by ${found}, and not by ${stop}`);
  }
}
