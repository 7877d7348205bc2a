import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { chmod, chown, copyFile, mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import pg from 'pg';
import { openDatabase } from '../../src/database/open-database.js';
import { findPostmaster } from '../../src/database/postmaster-file.js';
import { eventually } from './eventually.js';
import type { Ended } from './command.js';
import { footage, type FootageOptions } from './footage.js';
import { type Service, type ServiceProcess, spawnProgram, started, type StartingService } from './service.js'; // prettier-ignore
import { freePort } from './free-port.js';

const CHECKOUT = resolve(import.meta.dirname, '../..');
const manifest = JSON.parse(readFileSync(join(CHECKOUT, 'package.json'), 'utf8')) as {
  scripts: { start: string };
  bin: { 'event-clips': string };
};
/** The command that `npm start` runs after its build. */
const START = atCheckout(manifest.scripts.start);
const COMMAND = join(CHECKOUT, manifest.bin['event-clips']);

/** A request that waits for its clip for longer than the default, as the machine may be busy. */
export const PATIENT = { prefer: 'wait=60' };

/** The settings of a step. All others have their defaults. */
export type StepSettings = Record<string, string>;

export interface Surroundings {
  /** The name of the folder that the service is started in. */
  name?: string;
  /** The mode of the folder above it. */
  mode?: number;
  /** The user that the processes run as. */
  user?: { uid: number; gid: number };
  /** A command before the service starts, such as `umask 077`. */
  before?: string;
  /** Further variables, or other values of PATH and HOME; they are not settings of the service. */
  environment?: Record<string, string>;
  /** Prepares the folder before the first start. */
  prepare?: (folder: string) => Promise<void>;
}

/**
 * The default install: the built program in an empty folder, started as by `npm start`. Its only settings are
 * its port and those that a step tests, so it uses the embedded PostgreSQL, the system's FFmpeg and clock, and
 * folders below `data`. Nothing here may replace a default.
 */
export class Installation {
  private readonly processes: ServiceProcess[] = [];

  private constructor(
    private readonly parent: string,
    readonly folder: string,
    readonly port: number,
    private readonly surroundings: Surroundings,
  ) {}

  static async create(surroundings: Surroundings = {}): Promise<Installation> {
    const { name = 'installation', mode = 0o755, user, prepare } = surroundings;
    const parent = await realpath(await mkdtemp(join(tmpdir(), 'event-clips-journey-')));
    const folder = join(parent, name);
    await mkdir(folder, { recursive: true });
    await chmod(parent, mode);
    if (user) for (const path of [parent, folder]) await chown(path, user.uid, user.gid);
    await prepare?.(folder);
    return new Installation(parent, folder, await freePort(), surroundings);
  }

  /** Another process in the same folder, at another port, with the same surroundings. */
  static async beside({ parent, folder, surroundings }: Installation): Promise<Installation> {
    return new Installation(parent, folder, await freePort(), surroundings);
  }

  /** A path in the folder, such as `data/clips`. */
  path(...names: string[]): string {
    return join(this.folder, ...names);
  }

  /** Starts the service and waits until it listens. */
  start(settings: StepSettings = {}): Promise<Service> {
    return started(this.spawn(settings));
  }

  /** Starts the service, which may exit instead of listening. */
  spawn(settings: StepSettings = {}): StartingService {
    const { before } = this.surroundings;
    return this.launch(before ? `${before}; ${START}` : START, settings);
  }

  /** Starts the service with a line of the documentation that ends in `npm start`. */
  startAs(line: string): Promise<Service> {
    return started(this.launch(this.asHere(line), {}));
  }

  /** Runs `event-clips` in the folder. */
  run(...args: string[]): Promise<Ended> {
    return this.end(process.execPath, [COMMAND, ...args], {});
  }

  /** Starts `event-clips` in the folder, which goes on until it is stopped. */
  runOn(...args: string[]): ServiceProcess {
    const child = spawnProgram(process.execPath, [COMMAND, ...args], {
      ...this.surroundings.user,
      ...{ cwd: this.folder, env: this.environment({}) },
    });
    this.processes.push(child);
    return child;
  }

  /** Runs lines of the documentation in a shell, and returns their output. */
  async shell(lines: string, variables: Record<string, string> = {}): Promise<string> {
    const script = `set -euo pipefail\n${this.asHere(lines)}`;
    const { code, stdout, stderr } = await this.end('bash', ['-c', script], variables);
    if (code !== 0) throw new Error(`${code} of ${script}:\n${stdout}${stderr}`);
    return stdout;
  }

  /** Puts generated footage into the folder. The service reads it in `data/media`. */
  async video(name: string, options: FootageOptions = {}): Promise<string> {
    const path = this.path(name);
    await mkdir(dirname(path), { recursive: true });
    await copyFile(await footage(options), path);
    return path;
  }

  /** The process id of its PostgreSQL; null if it does not run. */
  postmaster(): Promise<number | null> {
    return findPostmaster(this.path('data/postgres/cluster'));
  }

  /** Changes rows of its database as only time would. */
  async query(sql: string, parameters: unknown[] = []): Promise<void> {
    const database = await openDatabase({ dataDirectory: this.path('data') });
    const client = new pg.Client({ connectionString: database.url });
    try {
      await client.connect();
      await client.query(sql, parameters);
    } finally {
      await client.end();
      await database.close();
    }
  }

  /** Stops all running processes of the service. */
  async stop(): Promise<void> {
    await Promise.all(this.processes.splice(0).map((process) => process.end('SIGTERM')));
  }

  async remove(): Promise<void> {
    await this.stop();
    // The server of a killed service still runs.
    if (await this.postmaster()) {
      await (await openDatabase({ dataDirectory: this.path('data') })).close();
      await eventually(async () => (await this.postmaster()) === null);
    }
    await rm(this.parent, { recursive: true });
  }

  private launch(script: string, settings: StepSettings): StartingService {
    const process = spawnProgram('sh', ['-c', script], {
      ...this.surroundings.user,
      cwd: this.folder,
      env: this.environment({ PORT: String(this.port), ...settings }),
    });
    this.processes.push(process);
    return process;
  }

  private async end(file: string, args: string[], variables: Record<string, string>) {
    const child = spawn(file, args, {
      ...this.surroundings.user,
      cwd: this.folder,
      env: this.environment(variables),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const [stdout, stderr, [code]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'close') as Promise<[number | null]>,
    ]);
    return { code, stdout, stderr };
  }

  /** Without the environment of the test, which may have settings. */
  private environment(more: Record<string, string>): Record<string, string> {
    const { PATH = '', HOME = '/' } = process.env;
    const path = [dirname(process.execPath), PATH].join(delimiter);
    return { PATH: path, HOME, ...this.surroundings.environment, ...more };
  }

  /** Replaces the port and the programs of the documentation by those of the test. */
  private asHere(lines: string): string {
    return atCheckout(lines)
      .replaceAll('localhost:3000', `localhost:${this.port}`)
      .replaceAll('npx event-clips', `node '${COMMAND}'`)
      .replaceAll(/\bnpm start\b/g, START);
  }
}

/** The built program, which is not copied. */
function atCheckout(lines: string): string {
  return lines.replaceAll(/\bdist\/\w+\.js\b/g, (file) => `'${join(CHECKOUT, file)}'`);
}
