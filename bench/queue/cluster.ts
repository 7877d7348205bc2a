import { readdir } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import type { Home } from '../../test/support/home.js';
import { startService } from '../../test/support/service.js';
import { STARTED } from './events.js';

const POLL_MS = 20;

/** The built program: one node for the API, and workers that each make one clip at a time. */
export async function startCluster(home: Home, databaseUrl: string, workers: number, film: string) {
  const { FFMPEG_PATH = 'ffmpeg' } = process.env;
  const settings = { DATABASE_URL: databaseUrl, CLIP_CONCURRENCY: '1', FFMPEG_PATH };
  const start = (ROLE: string) => startService(home, { ...settings, ROLE });
  const api = await start('api');
  const nodes = [
    api,
    ...(await Promise.all(Array.from({ length: workers }, () => start('worker')))),
  ];
  const posters = async () => (await readdir(home.clips('posters'))).length;
  let lastIds: number[] = [];

  /** Requests the clips, and returns the time from the first call to the last poster, in milliseconds. */
  const make = async (windows: readonly number[]): Promise<number> => {
    const wanted = (await posters()) + windows.length;
    lastIds = await Promise.all(
      windows.map((seconds) =>
        api.event({
          started_at: new Date(STARTED + seconds * 1000).toISOString(),
          video: { file_path: film, started_at: new Date(STARTED).toISOString() },
        }),
      ),
    );
    const began = performance.now();
    await Promise.all(lastIds.map((id) => api.generate(id, {}, { prefer: 'respond-async' })));
    while ((await posters()) < wanted) await setTimeout(POLL_MS);
    return performance.now() - began;
  };
  await make(Array<number>(workers).fill(30));
  return {
    api,
    make,
    pids: nodes.map(({ pid }) => pid),
    /** The events whose clips were requested last. */
    lastIds: () => lastIds,
    stop: () => Promise.all(nodes.map((node) => node.stop())),
  };
}
