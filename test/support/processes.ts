import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** A folder for one suite, with real programs that misbehave. */
export class Workshop {
  private constructor(readonly folder: string) {}

  static async open(): Promise<Workshop> {
    return new Workshop(await mkdtemp(join(tmpdir(), 'ffmpeg-spec-')));
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  async written(name: string, bytes: Uint8Array): Promise<string> {
    const path = this.path(name);
    await writeFile(path, bytes);
    return path;
  }

  async script(name: string, body: string): Promise<string> {
    const path = this.path(name);
    await writeFile(path, `#!/bin/sh\ncd ${this.folder}\n${body}\n`);
    await chmod(path, 0o755);
    return path;
  }

  /** Waits for the process ids that a script writes into a file. */
  async pids(name: string, count: number): Promise<number[]> {
    return eventually(async () => {
      const lines = (await readFile(this.path(name), 'utf8').catch(() => '')).match(/\d+\n/g) ?? [];
      return lines.length === count ? lines.map(Number) : null;
    });
  }

  close(): Promise<void> {
    return rm(this.folder, { recursive: true });
  }
}

/** Polls until there is a result. Fails after ten seconds. */
export async function eventually<T>(ask: () => Promise<T | null>): Promise<T> {
  const deadline = Date.now() + 10_000;
  while (Date.now() < deadline) {
    const answer = await ask();
    if (answer !== null) return answer;
    await wait(10);
  }
  throw new Error('It did not happen within ten seconds.');
}

/** Whether a process runs. A zombie does not. */
export async function isRunning(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return stat !== '' && !/\) [ZX] /.test(stat);
}

/** The ids of all descendants of this process. */
export async function descendantsOf(pid: number): Promise<number[]> {
  const parents = new Map<number, number>();
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const status = await readFile(`/proc/${name}/status`, 'utf8').catch(() => '');
    parents.set(Number(name), Number(/^PPid:\s*(\d+)/m.exec(status)?.[1]));
  }
  const below = (ancestor: number): number[] =>
    [...parents].filter(([, parent]) => parent === ancestor).flatMap(([id]) => [id, ...below(id)]);
  return below(pid);
}

export async function ended(pids: number[]): Promise<true> {
  return eventually(async () => {
    const running = await Promise.all(pids.map(isRunning));
    return running.includes(true) ? null : (true as const);
  });
}
