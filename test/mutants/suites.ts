import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, relative, join } from 'node:path';

/** The suites that exercise a source, the quick ones first; paths from the checkout. */
export interface Suites {
  readonly unit: readonly string[];
  readonly e2e: readonly string[];
}

/**
 * Those that import the source, directly or not, and those of its folder (or the nearest above it that has
 * any), which exercise it by way of the built program.
 */
export async function suitesOf(folder: string, file: string): Promise<Suites> {
  const { output } = await jest(folder, ['--listTests', '--findRelatedTests', file], 60_000);
  const importing = output
    .split('\n')
    .filter((line) => line.endsWith('.spec.ts'))
    .map((path) => relative(folder, path));
  const unit = importing.filter((path) => path.startsWith('src/'));
  const nearby = suitesNear(folder, file);
  const e2e = [...nearby, ...importing.filter((path) => path.startsWith('test/'))];
  return { unit, e2e: [...new Set(e2e)].filter((path) => !path.startsWith('test/mutants/')) };
}

function suitesNear(folder: string, file: string): string[] {
  for (let near = dirname(file); near !== '.'; near = dirname(near)) {
    const place = near.replace(/^src/, 'test');
    if (!existsSync(join(folder, place))) continue;
    const found = readdirSync(join(folder, place), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.spec.ts'))
      .map((path) => join(place, path));
    if (found.length > 0) return found.sort();
  }
  return [];
}

export type Outcome = 'passed' | 'failed' | 'timed out';

/** Runs the suites until the first fails, in `timeoutMs` at most. */
export async function run(
  folder: string,
  suites: readonly string[],
  timeoutMs: number,
): Promise<Outcome> {
  const { code } = await jest(
    folder,
    ['--bail', '-w', '1', '--runTestsByPath', ...suites],
    timeoutMs,
  );
  if (code === null) return 'timed out';
  return code === 0 ? 'passed' : 'failed';
}

/** @returns its exit code, null if it was ended at its time limit. */
async function jest(
  folder: string,
  args: readonly string[],
  timeoutMs: number,
): Promise<{ code: number | null; output: string }> {
  const program = 'node_modules/jest/bin/jest.js';
  const child = spawn(
    process.execPath,
    ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', program, ...args],
    // A group of its own, so that the services that a suite starts end with it.
    { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'], detached: true },
  );
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  return new Promise((resolve) => {
    const timer = setTimeout(() => process.kill(-child.pid!, 'SIGKILL'), timeoutMs);
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ code, output });
    });
  });
}
