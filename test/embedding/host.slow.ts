import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import pg from 'pg';
import { Api } from '../support/api.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { footage, readFrameNumbers } from '../support/footage.js';
import { createPackedHost, filesOfPage, type PackedHost } from './packed-host.js';

const FPS = 25;
const BEGINS_AT = Date.parse('2026-01-03T10:30:00Z');
const at = (seconds: number) => new Date(BEGINS_AT + seconds * 1000).toISOString();

const COMPILER = ['--strict', '--target', 'es2023', '--skipLibCheck', '--types', 'node'];
const DECORATORS = ['--experimentalDecorators', '--emitDecoratorMetadata'];
const NODENEXT = ['--module', 'nodenext', '--moduleResolution', 'nodenext'];
const BUNDLER = ['--module', 'preserve', '--moduleResolution', 'bundler'];

/** Wrong settings of the service, which must not affect a host's processes. */
async function hostileEnvironment(): Promise<Record<string, string>> {
  const text = await readFile(new URL('../../.env.example', import.meta.url), 'utf8');
  const names = [...text.matchAll(/^# ([A-Z_]+)=/gm)].map(([, name = '']) => name);
  expect(names.length).toBeGreaterThan(30);
  return Object.fromEntries(names.map((name) => [name, '/not/for/a/library']));
}

let host: PackedHost;
let database: TestDatabase;
let files: Map<string, string>;
let environment: NodeJS.ProcessEnv;

beforeAll(async () => {
  [host, database, files, environment] = await Promise.all([
    createPackedHost(),
    createTestDatabase('empty'),
    filesOfPage('docs/embedding.md'),
    hostileEnvironment().then((wrong) => ({ PATH: process.env['PATH'], ...wrong })),
  ]);
  for (const [path, code] of files) await host.write(path, code);
});

afterAll(async () => {
  await database.drop();
  await host.remove();
});

/** Runs a program in the host's folder and returns its output. */
async function runHere(program: string): Promise<string> {
  await writeFile(join(host.folder, 'program.js'), program);
  const options = { cwd: host.folder, env: environment, timeout: 60_000 };
  return (await promisify(execFile)(process.execPath, ['program.js'], options)).stdout;
}

describe('The packed package', () => {
  it('has types for nodenext and for bundlers', async () => {
    const sources = [...files.keys()];
    await host.compile(...COMPILER, ...DECORATORS, ...NODENEXT, '--outDir', 'dist', ...sources);
    await host.compile(...COMPILER, ...DECORATORS, ...BUNDLER, '--noEmit', ...sources);
  });

  it('does nothing when it is imported', async () => {
    // Reads of the environment are recorded; a timer or a connection would keep the process running.
    const program = `
      import 'reflect-metadata';
      import '@nestjs/common';
      const reads = [];
      process.env = new Proxy(process.env, {
        get: (target, name) => (reads.push(name), target[name]),
      });
      const listeners = () => JSON.stringify(process.eventNames().sort());
      const before = listeners();
      await import('event-clips');
      await import('event-clips/testing');
      console.log(JSON.stringify({ reads, sameListeners: listeners() === before }));
    `;
    const { reads, sameListeners } = JSON.parse(await runHere(program)) as {
      reads: string[];
      sameListeners: boolean;
    };
    expect(reads.filter((name) => name in environment && name !== 'PATH')).toEqual([]);
    expect(sameListeners).toBe(true);
  });

  it('has no routes, makes no clips and schedules nothing if these are switched off', async () => {
    const own = await createTestDatabase();
    const folder = join(host.folder, 'quiet');
    await mkdir(folder);
    const program = `
      import 'reflect-metadata';
      import { Module } from '@nestjs/common';
      import { NestFactory } from '@nestjs/core';
      import { TypeOrmModule } from '@nestjs/typeorm';
      import * as clips from 'event-clips';
      const databaseUrl = ${JSON.stringify(own.url)};
      const folder = ${JSON.stringify(folder)};
      const http = false;
      class App {}
      Module({ imports: [
        TypeOrmModule.forRoot({ type: 'postgres', url: databaseUrl, autoLoadEntities: true }),
        clips.FfmpegModule.forRoot({}),
        clips.MediaModule.forRoot({ mediaRoots: [folder], clipsDirectory: folder + '/clips', http }),
        clips.JobsModule.forRoot({ databaseUrl, migrate: true, work: true }),
        clips.EventsModule.forRoot({ cameraTimezone: 'UTC', http }),
        clips.ClipsModule.forRoot({ worker: false, http }),
        clips.CleanupModule.forRoot({ scheduled: false, http }),
      ] })(App);
      const app = await NestFactory.create(App, { logger: ['error', 'warn'] });
      await app.listen(0, '127.0.0.1');
      const origin = await app.getUrl();
      const routes = ['/api/events', '/api/events/1/clip', '/api/cleanup', '/api/media/posters/1.jpg'];
      const statuses = await Promise.all(routes.map(async (path) => (await fetch(origin + path)).status));
      const { event } = await app.get(clips.EventsService).create({
        camera_id: 'front', started_at: new Date(), ended_at: new Date(),
        video: { file_path: folder + '/later.mp4' },
      });
      const { status } = await app.get(clips.ClipsService).generate(event.id, {}, 3);
      const queue = await app.get(clips.JobQueue).statistics('clips');
      await app.close();
      console.log(JSON.stringify({ statuses, status, queue }));
    `;
    try {
      expect(JSON.parse(await runHere(program))).toMatchObject({
        statuses: [404, 404, 404, 404],
        status: 202,
        queue: { queued: 1, running: 0 },
      });
    } finally {
      await own.drop();
    }
  });
});

describe('The host of docs/embedding.md', () => {
  let program: ChildProcess;
  let api: Api;
  let folder: string;
  const token = { 'x-token': 'of the host' };

  beforeAll(async () => {
    folder = join(host.folder, 'footage');
    await mkdir(folder);
    const video = await footage({ seconds: 20, fps: FPS, gopSeconds: 3 });
    await copyFile(video, join(folder, 'segment.mp4'));
    const args = ['dist/main.js', database.url, folder, join(host.folder, 'clips')];
    program = spawn(process.execPath, args, {
      cwd: host.folder,
      env: environment,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    api = new Api(await listening(program));
    const client = new pg.Client(database.url);
    await client.connect();
    await client.query(
      `INSERT INTO nvr_segment (camera_name, path, begins_at, ends_at) VALUES ('yard', $1, $2, $3)`,
      [join(folder, 'segment.mp4'), at(0), at(20)],
    );
    await client.end();
  });

  afterAll(async () => {
    program.kill('SIGTERM');
    if (program.exitCode === null) await once(program, 'exit');
  });

  it('makes a clip from its own footage, and serves it under its own prefix', async () => {
    const incident = { id: 'incident 7', camera: 'yard', at: at(6) };
    const { status, body } = await api.call<{ clip_url: string; event_id: number }>(
      'POST',
      '/nvr/incidents',
      incident,
      token,
    );
    expect({ status, body }).toMatchObject({
      status: 201,
      body: { status: 'completed', clip_url: expect.stringMatching(/^\/nvr\/api\/media\/clips\//) },
    });
    const response = await fetch(api.origin + body.clip_url, { headers: token });
    expect(response.status).toBe(200);
    const file = join(host.folder, 'clip.mp4');
    await writeFile(file, Buffer.from(await response.arrayBuffer()));
    const numbers = (await readFrameNumbers(file)).map(({ number }) => number);
    expect(numbers).toEqual(Array.from({ length: 4 * FPS }, (_, i) => 4 * FPS + i));

    const again = await api.call<{ event_id: number }>('POST', '/nvr/incidents', incident, token);
    expect(again.body.event_id).toBe(body.event_id);
    const info = await api.call('GET', `/nvr/api/events/${body.event_id}/clip`, undefined, token);
    expect(info.body).toMatchObject({ clip_available: true, method: 'smart', stale: false });
  });

  it('cuts in its own process', async () => {
    const event = await api.call<{ event_id: number }>(
      'POST',
      '/nvr/incidents',
      { id: 'incident 8', camera: 'yard', at: at(10) },
      token,
    );
    const path = `/nvr/incidents/${event.body.event_id}/recut`;
    const recut = await api.call<{ path: string }>(
      'POST',
      path,
      { path: join(folder, 'segment.mp4') },
      token,
    );
    expect(recut.status).toBe(201);
    expect(await readFrameNumbers(recut.body.path)).toHaveLength(FPS);
  });

  it('guards the routes of the library with its own guard', async () => {
    for (const path of ['/nvr/api/events', '/nvr/api/cameras', '/nvr/incidents/1']) {
      expect((await api.call('GET', path)).status).toBe(403);
    }
    expect((await api.call('GET', '/nvr/api/events', undefined, token)).status).toBe(200);
  });

  it('keeps its own shape of errors on its own routes', async () => {
    const ours = await api.call('POST', '/nvr/api/events', { camera_id: '' }, token);
    expect([ours.status, ours.body.code]).toEqual([400, 'VALIDATION_FAILED']);
    const theirs = await api.call('POST', '/nvr/incidents', { id: 7 }, token);
    expect([theirs.status, theirs.body.code]).toEqual([400, undefined]);
    // Switched off in this host.
    expect((await api.call('GET', '/nvr/api/cleanup', undefined, token)).status).toBe(404);
  });
});

async function listening(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('The output of the host is not read.');
  for await (const line of createInterface({ input: child.stdout })) {
    const [, origin] = /^Listening on (http:.+)$/.exec(line) ?? [];
    if (origin) return origin;
  }
  throw new Error('The host ended.');
}
