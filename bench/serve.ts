/**
 * Serving compared with nginx: the same clients request the same clip in turns from the built service and
 * from an nginx on loopback. Whole files, ranges of 256 KiB, and requests for a few bytes.
 */
import { execFile } from 'node:child_process';
import { randomFillSync } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { nginxThere, startNginx } from '../test/support/nginx.js';
import { spawnService } from '../test/support/service.js';
import { RawClient } from './serve/raw-client.js';

const MEGABYTE = 2 ** 20;
const SIZE = 256 * MEGABYTE;
const ROUNDS = 3;
const PATH = '/api/media/clips/1_clip.mp4';

if (!nginxThere) throw new Error('This bench needs nginx.');
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
});
const nginx = await startNginx(`location /api/media/clips/ { alias ${clips}/; }`);
try {
  const ours = await service.listening;
  const measures = {
    'whole file, MB/s': wholeFile,
    'ranges of 256 KiB, MB/s': (origin: string) => ranged(origin, MEGABYTE / 4, 4, 2000),
    'requests of 16 bytes, a second': (origin: string) => ranged(origin, 16, 16, 4000),
  };
  const rows: Record<string, object> = {};
  for (const [name, measure] of Object.entries(measures)) {
    const best = { ours: 0, nginx: 0 };
    // In turns, so that other load affects both equally. The best run of each counts.
    for (let round = 0; round < ROUNDS; round++) {
      best.ours = Math.max(best.ours, await measure(ours));
      best.nginx = Math.max(best.nginx, await measure(nginx.origin));
    }
    const share = `${Math.round((best.ours / best.nginx) * 100)} %`;
    rows[name] = { ours: Math.round(best.ours), nginx: Math.round(best.nginx), share };
  }
  console.table(rows);
} finally {
  await nginx.stop();
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
