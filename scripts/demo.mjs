/**
 * A demonstration: starts the built service on its own data, makes footage, requests the clips of two
 * events through the HTTP API, and serves them until Ctrl-C (with --once it exits).
 *
 * It can be run again at any time: footage is kept, and events are found by their external_id.
 */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, relative } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { parseArgs, promisify } from 'node:util';

const root = join(import.meta.dirname, '..');
const folder = join(root, 'data/demo');
const media = join(folder, 'media');
const logFile = join(folder, 'service.log');

/** The picture shows the seconds since the first frame and the number of the frame. */
const picture = (rate, seconds) => `testsrc2=size=640x360:rate=${rate}:duration=${seconds}`;

/** The name of the recording says when it starts. */
const recording = join(media, 'front-door_2026-01-03_10-30-00.mp4');
const stills = Array.from({ length: 12 }, (_, index) => ({
  file_path: join(media, `driveway_${String(index + 1).padStart(2, '0')}.jpg`),
  detected_at: new Date(Date.UTC(2026, 0, 3, 11, 0, index)),
}));

const events = [
  {
    external_id: 'demo-video',
    camera_id: 'front-door',
    label: 'person',
    started_at: '2026-01-03T10:30:40Z',
    ended_at: '2026-01-03T10:30:52Z',
  },
  {
    external_id: 'demo-images',
    camera_id: 'driveway',
    label: 'car',
    started_at: stills.at(0).detected_at,
    ended_at: stills.at(-1).detected_at,
    detections: stills,
  },
];

/** The running service, and its address. */
let service = null;
let address = '';
let stopping = null;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);

try {
  const { once: endsAfterwards } = options();
  mkdirSync(media, { recursive: true });
  await step('Footage', makeRecording);
  await step('Footage', makeStills);
  await step('Service', startService);
  await step('Recording', registerRecording);
  for (const event of events) await demonstrate(event);
  if (!endsAfterwards) {
    console.log(
      `\nServing on ${address}, logging to ${relative(root, logFile)}; stop it with Ctrl-C.`,
    );
    await service.ended;
    if (!stopping) throw endedByItself();
  }
} catch (error) {
  // After a signal, the running step fails; that is expected.
  if (!stopping) {
    console.error(error.message);
    process.exitCode = 1;
  }
} finally {
  await stop();
}

function options() {
  return parseArgs({ options: { once: { type: 'boolean', default: false } } }).values;
}

/** Runs one step and prints what it did and how long that took. */
async function step(name, run) {
  const start = Date.now();
  const outcome = await run();
  console.log(`${name.padEnd(13)} ${outcome} (${((Date.now() - start) / 1000).toFixed(1)} s)`);
}

async function startService() {
  const program = join(root, 'dist/main.js');
  if (!existsSync(program)) throw new Error('Nothing is built yet. Run npm run setup first.');

  const wanted = Number(process.env.PORT || 3000);
  const port = (await freePort(wanted)) ?? (await freePort(0));
  address = `http://127.0.0.1:${port}`;

  const log = openSync(logFile, 'w');
  // The folder has no .env, so the demo uses the defaults, and only its own data.
  const child = spawn(process.execPath, ['--enable-source-maps', program], {
    cwd: folder,
    env: {
      ...process.env,
      HOST: '127.0.0.1',
      PORT: String(port),
      DATABASE_URL: '',
      DATA_DIRECTORY: '.',
      MEDIA_ROOTS: 'media',
      // Its events are old, and retention would delete them.
      RETENTION_DAYS: '0',
      CLIPS_DIRECTORY: 'clips',
      CLIP_GENERATION_ENABLED: 'true',
      CAMERA_TIMEZONE: 'UTC',
      MIGRATIONS_RUN: 'true',
    },
    stdio: ['ignore', log, log],
    // In its own process group, it gets Ctrl-C only once, from this script.
    detached: true,
  });
  closeSync(log);
  service = { child, ended: once(child, 'exit') };
  await ready();
  const taken = port === wanted ? '' : `, as port ${wanted} is taken`;
  return `on ${address}${taken}`;
}

/** The port if it is free (for 0, any free port), otherwise null. */
async function freePort(port) {
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
    return server.address().port;
  } catch {
    return null;
  } finally {
    server.close();
  }
}

async function ready() {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; await setTimeout(50)) {
    const { exitCode, signalCode } = service.child;
    if (exitCode !== null || signalCode !== null) throw endedByItself();
    const answer = await fetch(`${address}/health/ready`).catch(() => null);
    if (answer?.ok) return;
  }
  throw new Error(`The service did not become ready. ${relative(root, logFile)} says why.`);
}

function endedByItself() {
  const lastLines = readFileSync(logFile, 'utf8').trim().split('\n').slice(-5);
  return new Error(`The service exited. The end of its log:\n${lastLines.join('\n')}`);
}

async function makeRecording() {
  if (existsSync(recording)) return 'two minutes of footage exist already';
  // Renamed at the end, so a file of this name is complete.
  const unfinished = `${recording}.part`;
  await ffmpeg([
    ...['-f', 'lavfi', '-i', picture(15, 120)],
    ...['-f', 'lavfi', '-i', 'sine=frequency=220:beep_factor=4:duration=120'],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-g', '60'],
    ...['-c:a', 'aac', '-f', 'mp4', '-y', unfinished],
  ]);
  renameSync(unfinished, recording);
  return 'made two minutes of footage with sound, whose picture counts its frames';
}

async function makeStills() {
  const pattern = join(media, 'driveway_%02d.jpg');
  await ffmpeg(['-f', 'lavfi', '-i', picture(1, stills.length), '-q:v', '3', '-y', pattern]);
  return `made ${stills.length} still frames, one for each second`;
}

async function ffmpeg(args) {
  const program = process.env.FFMPEG_PATH || 'ffmpeg';
  try {
    await promisify(execFile)(program, ['-nostdin', '-v', 'error', ...args]);
  } catch (cause) {
    const problem =
      cause.code === 'ENOENT'
        ? 'FFmpeg is missing. Run npm run setup first.'
        : `FFmpeg could not make the footage.\n${cause.stderr?.trim()}`;
    throw new Error(problem, { cause });
  }
}

async function registerRecording() {
  const { started_at, ended_at, placed_by } = await call('POST', '/api/recordings', {
    camera_id: 'front-door',
    file_path: recording,
  });
  return `registered: ${started_at} to ${ended_at}, from its ${placed_by.replace('_', ' ')}`;
}

/** Registers an event, requests its clip, and prints the answer. */
async function demonstrate(event) {
  let id;
  await step('Event', async () => {
    ({ id } = await call('POST', '/api/events', event));
    return `${id}, ${event.label} at ${event.camera_id}, registered`;
  });
  await step('Clip', async () => {
    const { status, message } = await call('POST', `/api/events/${id}/clip/generate`, {
      force: true,
    });
    if (status !== 'completed') throw new Error(`The clip of event ${id} is ${status}: ${message}`);
    return 'made';
  });
  describe(await call('GET', `/api/events/${id}/clip`));
}

function describe(clip) {
  const { starts_at, ends_at, frames, width, height, duration_seconds, file_size_bytes } = clip;
  const facts = {
    url: `${address}${clip.clip_url}`,
    file: relative(root, join(folder, 'clips', clip.clip_url.split('/').at(-1))),
    'starts at': starts_at,
    'ends at': ends_at,
    method: clip.method,
    frames: `${frames} of ${width}x${height} in ${duration_seconds} s, ${file_size_bytes} bytes`,
  };
  for (const [name, value] of Object.entries(facts)) {
    console.log(`${''.padEnd(13)} ${name.padEnd(10)} ${value}`);
  }
}

async function call(method, path, body) {
  const answer = await fetch(`${address}${path}`, {
    method,
    headers: { 'Content-Type': 'application/json', Prefer: 'wait=120' },
    ...(body && { body: JSON.stringify(body) }),
  });
  const content = await answer.json();
  if (answer.ok) return content;
  throw new Error(`${method} ${path} was answered ${answer.status}: ${content.message}`);
}

/** Stops the service once, and waits for it. */
function stop() {
  stopping ??= (async () => {
    if (!service) return;
    service.child.kill('SIGTERM');
    await service.ended;
  })();
  return stopping;
}
