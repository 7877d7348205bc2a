/**
 * Serving compared with nginx and with a bare server of Node: the same clients request the same clip in turns from the
 * built service, from an nginx on loopback, and from Node's own server with `createReadStream`. Whole files, ranges of
 * 256 KiB, and requests for a few bytes. CPU time hardly depends on other load; throughput does.
 *
 *   npm run bench -- serve [--rounds 3]
 */
import { execFile, fork } from 'node:child_process';
import { randomFillSync } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { nginxThere, startNginx } from '../test/support/nginx.js';
import { spawnService } from '../test/support/service.js';
import { cpuTime } from './measure/cpu-time.js';
import { RawClient } from './serve/raw-client.js';

const MEGABYTE = 2 ** 20;
const SIZE = 256 * MEGABYTE;
const PATH = '/api/media/clips/1_clip.mp4';

const { values } = parseArgs({
  args: process.argv.slice(3),
  options: { rounds: { type: 'string', default: '3' } },
});
const rounds = Number(values.rounds);

interface Server {
  readonly origin: string;
  readonly pid: number;
}

const folder = await mkdtemp(join(tmpdir(), 'event-clips-bench-'));
const clips = join(folder, 'clips');
await mkdir(clips);
await writeFile(join(clips, '1_clip.mp4'), randomFillSync(Buffer.alloc(SIZE)));

const service = spawnService({
  PORT: '0',
  DATA_DIRECTORY: join(folder, 'data'),
  MEDIA_ROOTS: folder,
  CLIPS_DIRECTORY: clips,
  LOG_LEVEL: 'info',
  RATE_LIMIT_PER_MINUTE: '0',
});
const loader = new URL('../test/support/typescript.mjs', import.meta.url).href;
const bare = fork(new URL('./serve/bare-server.ts', import.meta.url), [join(clips, '1_clip.mp4')], {
  execArgv: ['--import', loader],
});
const nginx = nginxThere
  ? await startNginx(`location /api/media/clips/ { alias ${clips}/; }`)
  : null;
if (!nginx) console.error('nginx is not installed, so it is left out.');
try {
  const servers: Record<string, Server> = {
    ours: { origin: await service.listening, pid: service.pid },
    bare: { origin: ((await once(bare, 'message')) as [string])[0], pid: bare.pid! },
    ...(nginx && { nginx }),
  };
  const measures = {
    'whole file, MB/s': wholeFile,
    'ranges of 256 KiB, MB/s': (origin: string) => ranged(origin, MEGABYTE / 4, 4, 2000),
    'requests of 16 bytes, a second': (origin: string) => ranged(origin, 16, 16, 4000),
  };
  const rows: Record<string, object> = {};
  for (const [name, measure] of Object.entries(measures)) {
    const best = Object.keys(servers).map((server) => ({ server, speed: 0, cpuMs: Infinity }));
    // In turns, so that other load affects all equally. The best run of each counts.
    for (let round = 0; round < rounds; round++) {
      for (const each of best) {
        const { origin, pid } = servers[each.server]!;
        const before = cpuTime([pid]);
        each.speed = Math.max(each.speed, await measure(origin));
        each.cpuMs = Math.min(each.cpuMs, cpuTime([pid]) - before);
      }
    }
    const [ours, ...others] = best;
    rows[name] = Object.assign(
      { ours: Math.round(ours!.speed), 'ours, CPU ms': ours!.cpuMs },
      ...others.map(({ server, speed, cpuMs }) => ({
        [server]: Math.round(speed),
        [`${server}, CPU ms`]: cpuMs,
        [`of ${server}`]: `${Math.round((ours!.speed / speed) * 100)} %`,
        [`CPU, of ${server}`]: `${Math.round((cpuMs / ours!.cpuMs) * 100)} %`,
      })),
    ) as object;
  }
  console.table(rows);
} finally {
  bare.disconnect();
  await nginx?.stop();
  await service.end('SIGTERM');
  await rm(folder, { recursive: true, force: true });
}

/** Megabytes a second, with a client that discards them. */
async function wholeFile(origin: string): Promise<number> {
  const args = ['-s', '-o', '/dev/null', '-w', '%{speed_download}', origin + PATH];
  const { stdout } = await promisify(execFile)('curl', args);
  return Number(stdout) / MEGABYTE;
}

/** Megabytes a second for large ranges, requests a second for small ones. */
async function ranged(origin: string, length: number, clients: number, count: number) {
  const readers = await Promise.all(
    Array.from({ length: clients }, () => new RawClient(new URL(origin), PATH).opened()),
  );
  let left = count;
  const began = performance.now();
  await Promise.all(
    readers.map(async (reader) => {
      while (left-- > 0) await reader.get((left * 7919 * 4096) % (SIZE - length), length);
    }),
  );
  const perSecond = count / ((performance.now() - began) / 1000);
  for (const reader of readers) reader.close();
  return length < MEGABYTE / 16 ? perSecond : (perSecond * length) / MEGABYTE;
}
