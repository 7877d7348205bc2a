/**
 * A clip of 40 s from ten minutes of 1080p, of H.264 and of HEVC: by the specification's command, by a stream copy, by a plain
 * copy of the same number of bytes, and by the service; in turns, with the medians of the rounds. Then the
 * service only, with sources of one minute to ten hours.
 */
import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { startService } from './cut/service.js';
import { hours, tenMinutes } from './cut/sources.js';
import { timed, type Usage, weighed } from './cut/usage.js';

const run = promisify(execFile);
const WINDOW_SECONDS = 40;
/** Node.js compiles what runs often; a service that has made a dozen clips is measured. */
const WARM_UPS = 4;
const OURS = '(d) ours';
const { values } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '5' },
    minutes: { type: 'string', default: '1,10,100,600' },
  },
});
const rounds = Number(values.rounds);

const folder = await mkdtemp(join(tmpdir(), 'event-clips-bench-'));
const output = join(folder, 'out.mp4');
const service = await startService(folder);
const SPECIFIED = "(a) the specification's command";
try {
  console.error('Making ten minutes of 1080p of each codec …');
  await compare('H.264', await tenMinutes(folder, 'libx264'));
  await compare('HEVC', await tenMinutes(folder, 'libx265'));

  const lengths = values.minutes.split(',').map(Number);
  const long = new Map<string, string>();
  for (const minutes of lengths) long.set(`${minutes} min`, await hours(folder, minutes));
  const flat = await alternate(
    Object.fromEntries([...long].map(([name, path]) => [name, () => ours(11.4, path)])),
  );
  const [first] = flat.values();
  console.table(
    Object.fromEntries(
      [...flat].map(([name, usage]) => [
        name,
        { ...row(usage), 'times the shortest': (usage.wallMs / first!.wallMs).toFixed(2) },
      ]),
    ),
  );
} finally {
  await service.stop();
  await rm(folder, { recursive: true, force: true });
}

/** Cuts by all ways from one source, and prints what each costs. */
async function compare(codec: string, source: string): Promise<void> {
  const ffmpeg =
    (...args: string[]) =>
    () =>
      run('ffmpeg', [
        ...['-v', 'error', '-y', '-ss', '279.4', '-i', source, '-t', String(WINDOW_SECONDS)],
        ...[...args, '-movflags', '+faststart', output],
      ]);
  const clip = join(folder, 'bytes.mp4');
  await ffmpeg('-c', 'copy')();
  await copyFile(output, clip);

  const usages = await alternate({
    [SPECIFIED]: () =>
      Promise.resolve(ffmpeg('-c:v', 'libx264', '-preset', 'fast', '-crf', '23', '-c:a', 'copy')),
    '(b) ffmpeg -c copy': () => Promise.resolve(ffmpeg('-c', 'copy')),
    '(c) copy of the bytes': () => Promise.resolve(() => copyFile(clip, output)),
    [`${OURS}, on a keyframe`]: () => ours(280, source),
    [`${OURS}, 0.6 s before one`]: () => ours(279.4, source),
    [`${OURS}, a whole GOP before one`]: () => ours(276.05, source),
  });
  const base = usages.get(SPECIFIED)!;
  console.error(`${codec}; the clip has ${(await stat(clip)).size} bytes.`);
  console.table(
    Object.fromEntries(
      [...usages].map(([name, usage]) => [
        name,
        {
          ...row(usage),
          'wall, times faster than (a)': (base.wallMs / usage.wallMs).toFixed(1),
          'CPU, times less than (a)': (base.cpuSeconds / usage.cpuSeconds).toFixed(1),
        },
      ]),
    ),
  );
}

async function ours(from: number, path: string): Promise<() => Promise<unknown>> {
  const event = await service.event(from, from + WINDOW_SECONDS);
  return () => service.cut(event, path);
}

/**
 * Runs each way in turn: a warm-up, the rounds, and two more that measure memory. Gives the medians, and
 * the highest memory. What a way prepares is not measured.
 */
async function alternate(ways: Record<string, () => Promise<() => Promise<unknown>>>) {
  const inTurn = async <T>(
    times: number,
    measure: (work: () => Promise<unknown>) => Promise<T>,
  ) => {
    const results = new Map<string, T[]>(Object.keys(ways).map((name) => [name, []]));
    for (let round = 0; round < times; round++) {
      for (const [name, prepare] of Object.entries(ways)) {
        results.get(name)!.push(await measure(await prepare()));
      }
    }
    return results;
  };
  for (let round = 0; round < WARM_UPS; round++) {
    for (const [name, prepare] of Object.entries(ways)) {
      if (round === 0 || name.startsWith(OURS)) await (await prepare())();
    }
  }
  const usages = await inTurn(rounds, timed);
  const peaks = await inTurn(2, weighed);
  return new Map(
    [...usages].map(([name, of]) => [
      name,
      {
        wallMs: median(of.map(({ wallMs }) => wallMs)),
        cpuSeconds: median(of.map(({ cpuSeconds }) => cpuSeconds)),
        peakBytes: Math.max(...peaks.get(name)!),
      },
    ]),
  );
}

function row({ wallMs, cpuSeconds, peakBytes }: Usage & { peakBytes: number }) {
  return {
    'wall ms': Math.round(wallMs),
    'CPU s': cpuSeconds.toFixed(2),
    'peak MB above idle': Math.round(peakBytes / 1e6),
  };
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
