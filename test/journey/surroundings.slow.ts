import { expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { mkdir, symlink } from 'node:fs/promises';
import { platform } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { readClip } from '../support/read-clip.js';
import { nobody, nobodyCanRun } from '../support/ordinary-user.js';
import type { Service } from '../support/service.js';
import { journey, PATIENT, type Surroundings } from './installation.js';

const DAY = 86_400_000;

/** Differences between machines that no setting describes. */
const SURROUNDINGS: [title: string, Surroundings | null][] = [
  [
    'in a folder with a name that shells and URLs would split',
    { name: `"Tür" 'n%20' $HOME & #1; ü` },
  ],
  ['in a folder too deep for a socket', { name: 'deep/'.repeat(30) }],
  ['in a folder that only its owner may enter', { mode: 0o700 }],
  ['with files for its user only', { before: 'umask 077' }],
  [
    'without a home, in another time zone and language',
    {
      environment: {
        ...{ HOME: '/nonexistent', TZ: 'America/St_Johns' },
        ...{ LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' },
      },
    },
  ],
  [
    'without the programs that confine FFmpeg',
    platform() === 'linux'
      ? { prepare: (folder) => linkPrograms(join(folder, 'bin')), before: 'PATH="$PWD/bin"' }
      : null,
  ],
  ['as an ordinary user', nobodyCanRun ? { user: nobody } : null],
  ['whose data folder is a link', { prepare: (folder) => linkElsewhere(join(folder, 'data')) }],
];

for (const [title, surroundings] of SURROUNDINGS) {
  if (!surroundings) {
    it.skip(`A default install ${title} (not possible here)`, () => undefined);
    continue;
  }
  journey(
    `A default install ${title}`,
    (here) => {
      let service: Service;
      let kept = 0;
      let due = 0;

      async function withClip(days: number): Promise<number> {
        const started_at = new Date(Date.now() - days * DAY).toISOString();
        const file_path = here().path('data/media/video.mp4');
        const id = await service.event({ started_at, video: { file_path, started_at } });
        expect((await service.generate(id, {}, PATIENT)).status).toBe(201);
        return id;
      }

      it('starts, and is ready', async () => {
        service = await here().start();
        expect((await service.call('GET', '/health/ready')).status).toBe(200);
        await here().video('data/media/video.mp4', { seconds: 6 });
      });

      it('makes clips and serves them', async () => {
        [kept, due] = [await withClip(1), await withClip(40)];
        await here().query('UPDATE events SET registered_at = started_at WHERE id = $1', [due]);
        const { clip_url } = await service.withPoster(kept);
        expect((await readClip(service, clip_url!)).frames).toBe(75);
      });

      it('deletes what is due', async () => {
        const { code, stdout } = await here().run('cleanup', '--json');
        expect([code, JSON.parse(stdout)]).toMatchObject([0, { reasons: { age: { events: 1 } } }]);
        expect((await service.call('GET', `/api/events/${due}`)).status).toBe(404);
      });

      it('keeps the rest after a restart', async () => {
        const before = await service.info(kept);
        expect(await service.stop()).toBe(0);
        expect(await here().postmaster()).toBeNull();
        service = await here().start();
        expect(await service.info(kept)).toEqual(before);
      });
    },
    surroundings,
  );
}

/** A folder with only the programs that the service needs. */
async function linkPrograms(folder: string): Promise<void> {
  await mkdir(folder);
  await symlink(process.execPath, join(folder, 'node'));
  for (const name of ['ffmpeg', 'ffprobe']) {
    const { stdout } = await promisify(execFile)('sh', ['-c', `command -v ${name}`]);
    await symlink(stdout.trim(), join(folder, name));
  }
}

async function linkElsewhere(link: string): Promise<void> {
  const target = join(dirname(dirname(link)), 'elsewhere');
  await mkdir(target);
  await symlink(target, link);
}
