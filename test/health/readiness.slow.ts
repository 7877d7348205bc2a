import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, rename, rmdir, symlink, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import type { Generated } from '../support/api.js';
import { eventually } from '../support/eventually.js';
import { filmed, filmedEvent } from '../support/footage/camera.js';
import { createHome, type Home } from '../support/home.js';
import { isRoot } from '../support/ordinary-user.js';
import { type Service, startService } from '../support/service.js';

const run = promisify(execFile);

describe('Readiness', () => {
  let home: Home;
  /** A node that makes clips. */
  let all: Service;
  let api: Service;
  let film: string;
  const ending: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    home = await createHome();
    film = await filmed(home);
    await mkdir(home.media('../disk'));
    await symlink('disk', home.clips('.'));
    await mkdir(home.media('../more'));
    const settings = {
      MEDIA_ROOTS: `${home.media('')}:${home.media('../more')}`,
      FFMPEG_PATH: await startingAtOnce('ffmpeg'),
      FFPROBE_PATH: await startingAtOnce('ffprobe'),
    };
    [all, api] = await Promise.all(
      ['all', 'api'].map((ROLE) => startService(home, { ...settings, ROLE })) as [
        Promise<Service>,
        Promise<Service>,
      ],
    );
  }, 90_000);
  beforeEach(areReady, 60_000);
  afterEach(async () => {
    for (const end of ending.splice(0).reverse()) await end();
  });
  afterAll(async () => {
    await Promise.all([all?.stop(), api?.stop()]);
    await home.remove();
  });

  /** Fast even on a busy machine, since the time to start FFmpeg is not tested here. */
  async function startingAtOnce(program: string): Promise<string> {
    const path = home.media(`../${program}`);
    const script = `#!/bin/sh\n[ "$*" = -version ] && exit\nexec ${program} "$@"\n`;
    await writeFile(path, script, { mode: 0o755 });
    return path;
  }

  const READY = [200, 'ok', 200, 'ok'];

  async function areReady(): Promise<void> {
    await eventually(async () => String(await states()) === String(READY));
  }

  /** The status of the node that makes clips, and of the other node. */
  async function states() {
    const answers = await Promise.all(
      [all, api].map((service) => service.call<{ status: string }>('GET', '/health/ready')),
    );
    for (const { body } of answers) expect(Object.keys(body)).toEqual(['status']);
    return answers.flatMap(({ status, body }) => [status, body.status]);
  }

  const read = new Map<Service, number>();

  /** Changes of the status in the log since the last call. */
  async function changes(service: Service): Promise<Record<string, unknown>[]> {
    const log = await service.logged();
    const lines = log.slice(read.get(service));
    read.set(service, log.length);
    return lines
      .filter((line) => line.includes('"context":"Health"'))
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  }

  async function generate(): Promise<Generated> {
    const id = await filmedEvent(all, film);
    return (await all.generate(id, { cut: 'keyframe' }, { prefer: 'wait=60' })).body;
  }

  it('is given with a clips folder that is a link, and clips are made there', async () => {
    expect(await generate()).toMatchObject({ status: 'completed' });
    expect(await states()).toEqual(READY);
  });

  it('is lost if the link is changed, but only degraded on a node that makes no clips', async () => {
    await rename(home.clips('.'), home.media('../link'));
    ending.push(() => rename(home.media('../link'), home.clips('.')));
    await Promise.all([all, api].map(changes));
    expect(await states()).toEqual([503, 'error', 200, 'degraded']);
    expect(await states()).toEqual([503, 'error', 200, 'degraded']);
    expect(await generate()).toMatchObject({ error_code: 'CLIPS_FOLDER_UNUSABLE' });
    expect(await changes(all)).toMatchObject([
      {
        msg: 'Not ready',
        clips_folder: { status: 'down', message: expect.stringContaining('Check CLIPS_DIRECTORY') },
      },
    ]);
    expect(await changes(api)).toMatchObject([
      { msg: 'Ready, but degraded', clips_folder: { status: 'degraded' } },
    ]);
  });

  it('is degraded while one of the media roots is missing, and each change is logged once', async () => {
    await rmdir(home.media('../more'));
    ending.push(() => mkdir(home.media('../more'), { recursive: true }));
    await changes(all);
    expect(await states()).toEqual([200, 'degraded', 200, 'degraded']);
    expect(await states()).toEqual([200, 'degraded', 200, 'degraded']);
    expect(await generate()).toMatchObject({ status: 'completed' });
    await mkdir(home.media('../more'));
    expect(await states()).toEqual(READY);
    const logged = await changes(all);
    const message = 'Folder 2 of MEDIA_ROOTS is missing. Check its mount and rights.';
    expect(logged).toMatchObject([
      { msg: 'Ready, but degraded', media_roots: { status: 'degraded', message } },
      { msg: 'Ready again' },
    ]);
    expect(JSON.stringify(logged)).not.toContain(home.media('../more'));
  });

  (isRoot ? it : it.skip)('is lost if temporary files are on another disk', async () => {
    await run('mount', ['-t', 'tmpfs', 'none', home.clips('.tmp')]);
    ending.push(() => run('umount', ['--lazy', home.clips('.tmp')]));
    expect(await states()).toEqual([503, 'error', 200, 'degraded']);
    // The clip is tried again for a while, and made once the disk is unmounted.
    const id = await filmedEvent(all, film);
    const { body } = await all.generate(id, { cut: 'keyframe' }, { prefer: 'wait=5' });
    expect(body.status).not.toBe('completed');
  });

  (isRoot ? it : it.skip)('is lost while the disk of the clips is nearly full', async () => {
    const disk = home.media('../disk');
    await run('mount', ['-t', 'tmpfs', '-o', 'size=63m', 'none', disk]);
    ending.push(() => run('umount', ['--lazy', disk]));
    for (const part of ['posters', '.tmp']) await mkdir(home.clips(part));
    await Promise.all([all, api].map(changes));
    expect(await states()).toEqual([503, 'error', 200, 'degraded']);
    const message = expect.stringContaining('The disk that keeps the clips is full.');
    for (const service of [all, api]) {
      expect(await changes(service)).toMatchObject([{ clips_folder: { message } }]);
    }
    await run('mount', ['-o', 'remount,size=65m', disk]);
    expect(await states()).toEqual(READY);
  });

  const hangs = isRoot && existsSync('/dev/fuse');
  (hangs ? it : it.skip)('is answered in time if a media root does not answer', async () => {
    // A file system whose program never answers, like a network share whose server is down.
    const mount = `exec 3<>/dev/fuse
      mount -i -t fuse -o fd=3,rootmode=40000,user_id=0,group_id=0 none "$1"
      echo mounted; read line`;
    const root = home.media('../more');
    const share = spawn('bash', ['-c', mount, 'bash', root], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    ending.push(async () => {
      share.stdin.end();
      if (share.exitCode === null) await once(share, 'exit');
      await run('umount', ['--lazy', root]);
    });
    expect(String((await once(share.stdout, 'data'))[0])).toBe('mounted\n');

    const answers = [];
    // More calls than Node.js has threads for files.
    for (let i = 0; i < 6; i++) answers.push(await states());
    expect(answers).toEqual(Array(6).fill([200, 'degraded', 200, 'degraded']));
    expect((await changes(all)).at(-1)).toMatchObject({
      media_roots: { message: expect.stringContaining('Folder 2 of MEDIA_ROOTS does not answer.') },
    });
    expect((await all.call('GET', '/api/events')).status).toBe(200);
  });

  it('is lost with a read-only database, and with one without its tables', async () => {
    const client = new pg.Client(home.settings['DATABASE_URL']);
    await client.connect();
    ending.push(() => client.end());
    await client.query('ALTER TABLE clip_requests RENAME TO elsewhere');
    ending.push(() => client.query('ALTER TABLE IF EXISTS elsewhere RENAME TO clip_requests'));
    expect(await states()).toEqual([503, 'error', 503, 'error']);
    await client.query('ALTER TABLE elsewhere RENAME TO clip_requests');
    expect(await states()).toEqual(READY);

    const { rows } = await client.query<{ name: string }>('SELECT current_database() AS name');
    const database = pg.escapeIdentifier(rows[0]!.name);
    await client.query(`ALTER DATABASE ${database} SET default_transaction_read_only = on`);
    const reconnect = () =>
      client.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND pid <> pg_backend_pid()`,
      );
    await reconnect();
    try {
      expect(await states()).toEqual([503, 'error', 503, 'error']);
    } finally {
      await client.query(`ALTER DATABASE ${database} RESET default_transaction_read_only`);
      await reconnect();
    }
  });
});
