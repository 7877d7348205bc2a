import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** Another process that uses the embedded database of a folder. */
export interface Holder {
  url: string;
  process: ChildProcess;
  /** Closes the database and ends the process. */
  close(): Promise<void>;
  kill(): Promise<void>;
}

/** Rejects with the output of the process if it cannot open the database. */
export async function startHolder(dataDirectory: string, account = {}): Promise<Holder> {
  const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));
  const child = spawn(
    process.execPath,
    ['--import', here('../../support/typescript.mjs'), here('holder.ts'), dataDirectory],
    { ...account, detached: true, stdio: ['pipe', 'pipe', 'pipe'] },
  );
  const ended = once(child, 'exit');
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  for await (const line of createInterface(child.stdout)) {
    const url = /^url (.*)$/.exec(line)?.[1];
    if (!url) continue;
    return {
      url,
      process: child,
      async close() {
        child.stdin.end();
        await ended;
      },
      async kill() {
        child.kill('SIGKILL');
        await ended;
      },
    };
  }
  throw new Error(complaint);
}
