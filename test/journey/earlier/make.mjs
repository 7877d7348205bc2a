/**
 * Makes `installation.tar.br` and `answers.json`: the folder of a default install of an earlier version, and
 * the answers of that version. It needs the path of a built checkout of that version.
 *
 *   node test/journey/earlier/make.mjs CHECKOUT
 */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { brotliCompressSync, constants } from 'node:zlib';
import pg from 'pg';

const run = promisify(execFile);
const [checkout] = process.argv.slice(2);
const dist = (file) => join(checkout, 'dist', file);
const parent = mkdtempSync(join(tmpdir(), 'event-clips-earlier-'));
// The account of the server must be able to enter it.
await run('chmod', ['755', parent]);
const folder = join(parent, 'installation');
const media = join(folder, 'data/media');
/** The time of all events, so long ago that cleanups have been missed since. */
const THEN = Date.UTC(2026, 0, 4, 12);
const AUTHORIZED = { authorization: 'Bearer a-key-of-the-earlier-version' };

try {
  await prepare();
  await fill();
  await cleanUp();
  const answers = await collect();
  const link = await share(answers.clips[0].event_id);
  await trim();
  writeFileSync(
    beside('answers.json'),
    `${JSON.stringify({ folder, link, ...answers }, unsigned, 2)}\n`,
  );
  writeFileSync(beside('installation.tar.br'), await packed());
} finally {
  rmSync(parent, { recursive: true });
}

/** Removes the signature of links, which expire soon. */
function unsigned(name, value) {
  return /^(clip|poster)_url$/.test(name) ? (value?.split('?')[0] ?? null) : value;
}

function beside(name) {
  return join(import.meta.dirname, name);
}

/** Settings that differ from the defaults, to see whether they are kept, and very small footage. */
async function prepare() {
  mkdirSync(join(media, 'front'), { recursive: true });
  const settings = [
    'RETENTION_DAYS=0',
    'CLIP_PRE_ROLL_SECONDS=2',
    'CLIP_POST_ROLL_SECONDS=1',
    'CAMERA_TIMEZONE=Europe/Berlin',
    'API_KEYS=nvr:read+write+admin:a-key-of-the-earlier-version',
  ];
  writeFileSync(join(folder, '.env'), `${settings.join('\n')}\n`);
  const source = (rate, seconds) => `testsrc2=size=128x72:rate=${rate}:duration=${seconds}`;
  const encoded = ['-c:v', 'libx264', '-crf', '40', '-g', '20', '-pix_fmt', 'yuv420p'];
  for (const name of ['yard.mp4', 'front/2026-01-03_11-00-00.mp4']) {
    await ffmpeg('-i', source(10, 20), ...encoded, join(media, name));
  }
  await ffmpeg('-i', source(1, 4), '-q:v', '9', join(media, 'still%d.jpg'));
}

function ffmpeg(...args) {
  return run('ffmpeg', ['-nostdin', '-v', 'error', '-f', 'lavfi', ...args]);
}

/** Events of all kinds: a clip of each method and format, a protected, a failed and a pending one, and none. */
async function fill() {
  const all = await start();
  const at = (seconds) => new Date(Date.UTC(2026, 0, 3, 10, 0, seconds)).toISOString();
  const [yard, front] = [join(media, 'yard.mp4'), join(media, 'front/2026-01-03_11-00-00.mp4')];
  const event = async (from, to, more) =>
    (await all.call('POST', '/api/events', { started_at: at(from), ended_at: at(to), ...more })).id;
  const make = (id, body = {}) => all.call('POST', `/api/events/${id}/clip/generate`, body);

  const filmed = { camera_id: 'yard', video: { file_path: yard, started_at: at(0) } };
  const held = await event(5, 7, {
    ...filmed,
    label: 'person',
    summary: 'Grüße 📹',
    external_id: 'a-1',
  });
  await make(held);
  await all.call('PATCH', `/api/events/${held}/clip`, { protected: true, reason: 'case 12' });

  await all.call('POST', '/api/recordings', { camera_id: 'front', file_path: front });
  await make(await event(8, 9, { camera_id: 'front' }), { cut: 'transcode' });

  const stills = [1, 2, 3, 4].map((number) => ({
    file_path: join(media, `still${number}.jpg`),
    detected_at: at(number),
  }));
  const drive = { camera_id: 'drive', detections: stills };
  await make(await event(1, 4, drive), { output_format: 'gif' });
  await event(1, 4, { ...drive, external_id: 'without-a-clip' });

  const gone = { file_path: join(media, 'gone.mp4'), started_at: at(0) };
  await make(await event(2, 3, { camera_id: 'yard', video: gone }));
  await all.postersDrawn();
  await all.stop();

  // No worker takes this job.
  const api = await start({ ROLE: 'api' });
  const pending = await api.call('POST', '/api/events', {
    ...{ camera_id: 'front', started_at: at(12), ended_at: at(13) },
  });
  await api.call(
    'POST',
    `/api/events/${pending.id}/clip/generate`,
    {},
    { prefer: 'respond-async' },
  );
  await api.stop();
}

/** The stored result of the last run. The default install of that version never completed one. */
async function cleanUp() {
  await onServer([], async (url) => {
    await run('node', [dist('ops.js'), 'cleanup'], {
      cwd: folder,
      env: environment({ DATABASE_URL: url }),
    });
  });
}

/** All answers of the version about its data. */
async function collect() {
  const service = await start({ ROLE: 'api' });
  const { events } = await service.call('GET', '/api/events');
  const ids = events.map(({ id }) => id).sort((a, b) => a - b);
  const clips = [];
  for (const id of ids) clips.push(await service.call('GET', `/api/events/${id}/clip`));
  const { recordings } = await service.call('GET', '/api/recordings');
  const { cameras } = await service.call('GET', '/api/cameras');
  const { last_run } = await service.call('GET', '/api/cleanup');
  await service.stop();
  return { events, clips, recordings, cameras, last_run };
}

/** A signed link that is valid until the year 2100, made with the clock set ahead. */
async function share(id) {
  const ahead = join(parent, 'ahead.cjs');
  writeFileSync(
    ahead,
    'const now = Date.now(); const set = Date.UTC(2100, 0, 1) - now; const D = Date;' +
      'globalThis.Date = class extends D { constructor(...a) { a.length ? super(...a) : super(D.now() + set); }' +
      'static now() { return D.now() + set; } };',
  );
  const service = await start({ ROLE: 'api', NODE_OPTIONS: `--require=${ahead}` });
  const { clip_url } = await service.call('POST', `/api/events/${id}/clip/share`, {});
  await service.stop();
  return clip_url;
}

/** Removes all but the end of the write-ahead log. */
async function trim() {
  await onServer(['-c', 'wal_recycle=off'], async (url) => {
    const client = new pg.Client(url);
    await client.connect();
    for (const sql of ['VACUUM', 'SELECT pg_switch_wal()', 'CHECKPOINT']) await client.query(sql);
    await client.end();
  });
}

/** Runs the server without the service's lease on it. */
async function onServer(settings, work) {
  const from = (file) => import(dist(`database/${file}.js`));
  const { prepareFolder } = await from('postgres-account');
  const { findPrograms } = await from('postgres-programs');
  const { socketUrl } = await from('socket-folder');
  const data = join(folder, 'data/postgres');
  const { postgres } = await findPrograms();
  const as = await prepareFolder(data, postgres);
  const { file, args, options } = as(postgres, [
    ...[
      '-D',
      join(data, 'cluster'),
      '-c',
      'listen_addresses=',
      '-c',
      `unix_socket_directories=${data}`,
    ],
    ...settings,
  ]);
  const server = spawn(file, args, { ...options, stdio: 'ignore' });
  const url = socketUrl(data);
  for (;;) {
    const client = new pg.Client(url);
    client.on('error', () => {});
    if (
      await client.connect().then(
        () => client.end().then(() => true),
        () => false,
      )
    )
      break;
    await pause(50);
  }
  await work(url);
  server.kill('SIGINT');
  await once(server, 'exit');
}

/** @param time the time of the clock when the program starts */
function environment(settings, time = THEN) {
  const clock = join(parent, `clock-${time}.cjs`);
  writeFileSync(
    clock,
    `const Real = Date;
    const ahead = ${time} - Real.now();
    globalThis.Date = class Date extends Real {
      constructor(...parts) {
        super(...(parts.length === 0 ? [Real.now() + ahead] : parts));
      }
      static now() {
        return Real.now() + ahead;
      }
    };`,
  );
  const { PATH, HOME } = process.env;
  return { PATH, HOME, NODE_OPTIONS: `--require=${clock}`, ...settings };
}

async function start(settings = {}, time = THEN) {
  const child = spawn('node', [dist('main.js')], {
    cwd: folder,
    env: environment({ PORT: '0', ...settings }, time),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let origin;
  for await (const line of createInterface(child.stdout)) {
    origin = /Listening on (http:[^"\s]+)/.exec(line)?.[1];
    if (origin) break;
  }
  child.stdout.resume();
  const call = async (method, path, body, headers = {}) => {
    const answer = await fetch(origin + path, {
      method,
      headers: { 'content-type': 'application/json', prefer: 'wait=60', ...AUTHORIZED, ...headers },
      body: body && JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  return {
    call,
    async postersDrawn() {
      while (readdirSync(join(folder, 'data/clips/posters')).length < 3) await pause(50);
      while (readdirSync(join(folder, 'data/clips/.tmp')).length > 0) await pause(50);
    },
    async stop() {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

/** Without user ids, and sorted, so that the archive is always the same. */
async function packed() {
  const archive = join(parent, 'installation.tar');
  const names = ['--sort=name', '--owner=0', '--group=0', '--numeric-owner'];
  // Its options name the program's place.
  const left = '--exclude=postmaster.opts';
  await run('tar', [...names, left, '-C', folder, '-cf', archive, '.']);
  const bytes = readFileSync(archive);
  return brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_LARGE_WINDOW]: 1,
      [constants.BROTLI_PARAM_LGWIN]: 26,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
}
