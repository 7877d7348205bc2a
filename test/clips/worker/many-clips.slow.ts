import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { readdir } from 'node:fs/promises';
import { createHome, type Home } from '../../support/home.js';
import { eventually, reaches } from '../../support/eventually.js';
import { type Service, startService } from '../../support/service.js';
import { filmed, filmedEvent, madeIn } from '../../support/footage/camera.js';

const EVENTS = 200;

let home: Home;
let nodes: Service[];
let film: string;

beforeAll(async () => {
  home = await createHome();
  film = await filmed(home);
  nodes = await Promise.all(
    ['api', 'worker', 'worker'].map((ROLE) =>
      startService(home, { ROLE, CLIP_CONCURRENCY: '2', CLIP_POST_ROLL_SECONDS: '1' }),
    ),
  );
});
afterAll(async () => {
  await Promise.all((nodes ?? []).map((node) => node.stop()));
  await home.remove();
});

it('Two workers make the clips of two hundred events, each exactly once', async () => {
  const [api, ...workers] = nodes as [Service, Service, Service];
  const ids = await Promise.all(Array.from({ length: EVENTS }, () => filmedEvent(api, film)));
  const answers = await Promise.all(
    ids.map((id) => api.generate(id, {}, { prefer: 'respond-async' })),
  );
  for (const { status } of answers) expect([201, 202]).toContain(status);
  const clips = ids.map((id) => `${id}_clip.mp4`);
  const made = async () => (await readdir(home.clips('.'))).filter((name) => /clip/.test(name));
  await reaches(EVENTS, async () => (await made()).length);
  await eventually(async () => (await readdir(home.clips('posters'))).length === EVENTS);

  expect((await made()).sort()).toEqual(clips.sort());
  await home.settled();
  await reaches(EVENTS, () => Promise.resolve(workers.flatMap(({ log }) => madeIn(log)).length));
  const shares = workers.map(({ log }) => madeIn(log));
  expect(shares.flat().sort((a, b) => a - b)).toEqual(ids.sort((a, b) => a - b));
  // Both workers had a share.
  for (const share of shares) expect(share.length).toBeGreaterThan(EVENTS / 10);
  for (const { clip_available, status } of await Promise.all(ids.map((id) => api.info(id)))) {
    expect([clip_available, status]).toEqual([true, 'completed']);
  }
}, 600_000);
