import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** A folder for one suite, with programs in it that misbehave for real. */
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

  /** The process ids that a script has written into a file, once they are there. */
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

/** Polls until there is an answer; fails after ten seconds. */
export async function eventually<T>(ask: () => Promise<T | null>): Promise<T> {
  const deadline = Date.now() + 10_000;
  while (Date.now() < deadline) {
    const answer = await ask();
    if (answer !== null) return answer;
    await wait(10);
  }
  throw new Error('It did not happen within ten seconds.');
}

/** Whether a process does anything; one that has ended and waits to be collected does not. */
export async function isRunning(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return stat !== '' && !/\) [ZX] /.test(stat);
}

/** The process ids of those that a process has started from its main thread. */
export async function children(pid: number): Promise<number[]> {
  const ids = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return ids.trim().split(' ').filter(Boolean).map(Number);
}

export async function ended(pids: number[]): Promise<true> {
  return eventually(async () => {
    const running = await Promise.all(pids.map(isRunning));
    return running.includes(true) ? null : (true as const);
  });
}
