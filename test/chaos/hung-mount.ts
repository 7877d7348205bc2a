import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { at } from '../support/footage/camera.js';
import { type HungMount, hungMount } from '../support/hung-mount.js';
import { Installation, PATIENT } from '../support/installation.js';
import { PromisedClips } from './promised-clips.js';
import { count, type Scenario } from './scenario.js';

/** More than the threads that Node has for files. */
const FILES = 6;
/** What does not touch the folder answers at once, even on a busy machine. */
const AT_ONCE_MS = 15_000;
/** A service ends within this time after SIGTERM, whatever hangs. */
const STOPPED_MS = 40_000;
const WINDOW = { start_offset_seconds: -1, end_offset_seconds: 1, cut: 'transcode' } as const;
const ASYNC = { prefer: 'respond-async' };

/** One footage folder stops answering, and one does not. */
export const hungFolder: Scenario = async ({ tally, faults }) => {
  const here = await Installation.create();
  const clips = new PromisedClips(tally);
  const [share, local] = [here.path('share'), here.path('local')];
  let mount: HungMount | null = null;
  try {
    const film = await here.video('local/film.mp4', { seconds: 12 });
    await mkdir(share);
    const hung = Array.from({ length: FILES }, (_, index) => join(share, `${index}.mp4`));
    for (const path of hung) await copyFile(film, path);
    const service = await here.start({ MEDIA_ROOTS: `${share}:${local}` });
    const atOnce = <T>(method: string, path: string, body?: unknown) =>
      tally.request(`${method} ${path}`, () => service.call<T>(method, path, body), AT_ONCE_MS);
    const accept = (path: string, headers: Record<string, string>) => {
      const event = { started_at: at(5), video: { file_path: path, started_at: at(0) } };
      return clips.request(() => service, event, WINDOW, headers);
    };

    mount = hungMount(share);
    if (!mount) return 'Nothing can be mounted here: root and /dev/fuse are needed.';
    count(faults, 'hung folder');
    for (const path of hung) await accept(path, ASYNC);
    const registrations = hung.map((file_path) => {
      const recording = { camera_id: 'share', file_path, started_at: at(0) };
      return tally.request('POST /api/recordings', () =>
        service.call('POST', '/api/recordings', recording),
      );
    });
    for (let round = 0; round < 2; round++) {
      for (const path of ['/health/live', '/', '/api/events']) await atOnce('GET', path);
      await accept(film, PATIENT);
    }
    if ((await Promise.all(registrations)).some((answer) => answer !== null))
      tally.lose('A recording of a folder that hangs was accepted unread');
    const ready = await atOnce<{ status: string }>('GET', '/health/ready');
    if (ready && ready.body.status !== 'degraded') tally.lose('Readiness does not name the folder');
    mount.end();
    await clips.settle(service);

    mount = hungMount(share);
    count(faults, 'hung folder at SIGTERM');
    await accept(hung[0]!, ASYNC);
    await tally.request(
      'SIGTERM',
      async () => {
        const code = await service.stop();
        return { status: code === 0 ? 200 : 500, headers: new Headers(), body: code };
      },
      STOPPED_MS,
    );
    mount?.end();
    await clips.settle(await here.start({ MEDIA_ROOTS: `${share}:${local}` }));
  } finally {
    mount?.end();
    await here.remove();
  }
};
