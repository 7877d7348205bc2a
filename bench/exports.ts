/**
 * An export of ten minutes of sixteen cameras compared with `cp` of the same clips and `zip -0`, in turns. The clips
 * exist already. Ours also reads every clip to compare it with its hash, draws posters, and hashes and signs what it
 * packs; its time is that from the request to the answer that says that it is completed.
 *
 *   npm run bench -- exports [--cameras 16] [--minutes 10] [--rounds 3]
 */
import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import type { FootageOptions } from '../test/support/footage.js';
import { createHome } from '../test/support/home.js';
import { startService } from '../test/support/service.js';

const run = promisify(execFile);
const STARTED_MS = Date.parse('2026-01-03T10:00:00Z');
const MARGIN_SECONDS = 4;
/** Two megabits a second of noise, in small pictures, which take little time to make. */
const FILM: FootageOptions = {
  size: '320x180',
  gopSeconds: 2,
  extra: [
    '-b:v',
    '2M',
    '-minrate',
    '2M',
    '-maxrate',
    '2M',
    '-bufsize',
    '2M',
    '-x264-params',
    'nal-hrd=cbr:filler=1',
  ],
};

const { values } = parseArgs({
  args: process.argv.slice(3),
  options: {
    cameras: { type: 'string', default: '16' },
    minutes: { type: 'string', default: '10' },
    rounds: { type: 'string', default: '3' },
  },
});
const [cameras, seconds, rounds] = [
  Number(values.cameras),
  60 * Number(values.minutes),
  Number(values.rounds),
];
const at = (second: number) => new Date(STARTED_MS + second * 1000).toISOString();
const ids = Array.from({ length: cameras }, (_, n) => `camera-${n + 1}`);

const home = await createHome('embedded');
const service = await startService(home, { INTERVAL_CLIPS_MAX_BYTES: String(2 ** 40) });
try {
  const film = await home.video('film.mp4', { ...FILM, seconds: seconds + MARGIN_SECONDS });
  for (const camera_id of ids) {
    const file_path = home.media(`${camera_id}.mp4`);
    await cp(film, file_path);
    await service.recording({ camera_id, file_path, started_at: at(0) });
    const span = `from=${at(0)}&to=${at(seconds)}`;
    const made = await service.call(
      'HEAD',
      `/api/cameras/${camera_id}/clip.mp4?${span}`,
      undefined,
      {
        prefer: 'wait=600',
      },
    );
    if (made.status !== 200) throw new Error(`${made.status} for the clip of ${camera_id}`);
  }
  const folder = home.clips('intervals');
  const clips = (await readdir(folder)).map((name) => join(folder, name));
  const bytes = (await Promise.all(clips.map((clip) => stat(clip)))).reduce(
    (sum, { size }) => sum + size,
    0,
  );
  const best = { ours: Infinity, theirs: Infinity };
  for (let round = 0; round < rounds; round++) {
    best.theirs = Math.min(best.theirs, await timed(() => copiedAndZipped(clips)));
    best.ours = Math.min(best.ours, await timed(exported));
    await service.call('DELETE', `/api/exports/${round + 1}`);
  }
  console.table({
    [`${cameras} clips, ${Math.round(bytes / 1e6)} MB`]: {
      'export, ms': Math.round(best.ours),
      'cp and zip -0, ms': Math.round(best.theirs),
      times: (best.ours / best.theirs).toFixed(2),
    },
  });
} finally {
  await service.stop();
  await home.remove();
}

async function timed(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

async function copiedAndZipped(clips: readonly string[]): Promise<void> {
  const into = home.data('zipped');
  await mkdir(into);
  await run('cp', [...clips, into]);
  await run('zip', ['-0', '-q', '-r', join(into, 'case.zip'), '.'], { cwd: into });
  await rm(into, { recursive: true });
}

async function exported(): Promise<void> {
  const items = ids.map((camera_id) => ({ camera_id, from: at(0), to: at(seconds) }));
  const { body } = await service.call<{ id: number }>(
    'POST',
    '/api/exports',
    JSON.stringify({ items }),
  );
  const progress = await fetch(`${service.origin}/api/exports/${body.id}/progress`);
  const text = await progress.text();
  if (!text.includes('"completed"')) throw new Error(`The export failed: ${text}`);
}
