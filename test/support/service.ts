import { type ChildProcess, spawn, type SpawnOptions } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { Api } from './api.js';
import { eventually } from './eventually.js';
import type { Home } from './home.js';

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

/** A process of the built program. */
export class Service extends Api {
  constructor(
    origin: string,
    readonly process: ServiceProcess,
  ) {
    super(origin);
  }

  /** The lines that it has written to standard output and error so far. */
  get log(): readonly string[] {
    return this.process.log;
  }

  /**
   * Its log once all that it has written so far has arrived, which may be after an answer: the line of a
   * request of its own comes last.
   */
  async logged(): Promise<readonly string[]> {
    const path = `/api/${randomUUID()}`;
    await this.call('GET', path);
    await eventually(() => this.log.some((line) => line.includes(path)));
    return this.log;
  }

  get pid(): number {
    return this.process.pid;
  }

  /** Stops it as an init system does, and returns its exit code. */
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
  /** Its exit code; null if a signal ended it. */
  readonly exited: Promise<number | null>;
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** Starts the built program and waits until it listens. Rejects with its output if it exits. */
export async function startService(
  home: Home,
  settings: Record<string, string> = {},
): Promise<Service> {
  return started(spawnService({ ...home.settings, PORT: '0', ...settings }));
}

/** Waits until it listens. Rejects with its output if it exits. */
export async function started(process: StartingService): Promise<Service> {
  const ended = process.exited.then((code) => {
    throw new Error(`The service exited with ${code}:\n${process.log.join('\n')}`);
  });
  return new Service(await Promise.race([process.listening, ended]), process);
}

/** A service that may not be ready yet. */
export interface StartingService extends ServiceProcess {
  /** Resolves with its origin when it listens. */
  readonly listening: Promise<string>;
}

/** Starts the built program with only these settings and PATH in its environment. */
export function spawnService(settings: Record<string, string>): StartingService {
  return spawnProgram(process.execPath, ['--enable-source-maps', MAIN], {
    env: { PATH: process.env['PATH'], ...settings },
  });
}

/** Starts the service by any command. */
export function spawnProgram(
  file: string,
  args: readonly string[],
  options: Pick<SpawnOptions, 'cwd' | 'env' | 'uid' | 'gid'>,
): StartingService {
  const child = spawn(file, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
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
