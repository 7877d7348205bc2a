import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { Api } from './api.js';
import type { Home } from './home.js';

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

/** The built program, running. */
export class Service extends Api {
  constructor(
    origin: string,
    readonly process: ServiceProcess,
  ) {
    super(origin);
  }

  /** What it has written to standard output and error so far, line by line. */
  get log(): readonly string[] {
    return this.process.log;
  }

  get pid(): number {
    return this.process.pid;
  }

  /** Ends it in order, as an init system does; gives its exit code. */
  stop(): Promise<number | null> {
    return this.process.end('SIGTERM');
  }

  async kill(): Promise<void> {
    await this.process.end('SIGKILL');
  }
}

export interface ServiceProcess {
  readonly pid: number;
  readonly log: readonly string[];
  /** Its exit code, null when a signal ended it. */
  readonly exited: Promise<number | null>;
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** Starts the built program and waits until it listens; rejects with its words when it ends instead. */
export async function startService(
  home: Home,
  settings: Record<string, string> = {},
): Promise<Service> {
  const process = spawnService({ ...home.settings, PORT: '0', ...settings });
  const ended = process.exited.then((code) => {
    throw new Error(`The service exited with ${code}:\n${process.log.join('\n')}`);
  });
  return new Service(await Promise.race([process.listening, ended]), process);
}

/** Starts the built program with these settings and nothing else in its environment but PATH. */
export function spawnService(
  settings: Record<string, string>,
): ServiceProcess & { readonly listening: Promise<string> } {
  const child = spawn(process.execPath, ['--enable-source-maps', MAIN], {
    env: { PATH: process.env['PATH'], ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log: string[] = [];
  const listening = new Promise<string>((resolve) => {
    const hear = (line: string) => {
      log.push(line);
      const [, origin] = /Listening on (http:[^"\s]+)/.exec(line) ?? [];
      if (origin) resolve(origin);
    };
    for (const stream of [child.stdout, child.stderr]) lines(stream).on('line', hear);
  });
  const exited = once(child, 'close').then(([code]) => code as number | null);
  return {
    pid: child.pid as number,
    log,
    listening,
    exited,
    end: (signal) => endOf(child, signal, exited),
  };
}

function lines(stream: Readable) {
  return createInterface({ input: stream, crlfDelay: Infinity });
}

function endOf(child: ChildProcess, signal: NodeJS.Signals, exited: Promise<number | null>) {
  child.kill(signal);
  return exited;
}
