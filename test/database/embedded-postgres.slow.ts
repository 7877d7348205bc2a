import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type ChildProcess, spawn } from 'node:child_process';
import {
  chmod,
  chown,
  mkdir,
  mkdtemp,
  readFile,
  rm,
  stat,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '../../src/database/database.js';
import { openDatabase } from '../../src/database/open-database.js';
import { findPostmaster } from '../../src/database/postmaster-file.js';
import { eventually } from '../support/eventually.js';
import { nobody, nobodyCanRun } from '../support/ordinary-user.js';
import { query } from './support/query.js';
import { type Holder, startHolder } from './support/start-holder.js';

describe('The embedded PostgreSQL', () => {
  let dataDirectory: string;
  let log: string[] = [];
  const open: Database[] = [];
  const holders: Holder[] = [];

  async function start(): Promise<Database> {
    const database = await openDatabase({ dataDirectory, log: (line) => log.push(line) });
    open.push(database);
    return database;
  }

  async function startProcess(): Promise<Holder> {
    const holder = await startHolder(dataDirectory);
    holders.push(holder);
    return holder;
  }

  const cluster = () => join(dataDirectory, 'postgres/cluster');
  const postmaster = () => findPostmaster(cluster());

  async function killPostmaster(): Promise<number> {
    const pid = await postmaster();
    process.kill(pid!, 'SIGKILL');
    await eventually(async () => (await postmaster()) === null);
    return pid!;
  }

  beforeAll(async () => {
    dataDirectory = await mkdtemp(join(tmpdir(), 'event-clips-data-'));
    const database = await openDatabase({ dataDirectory });
    await query(database.url, 'CREATE TABLE kept (text text)');
    await query(database.url, `INSERT INTO kept VALUES ('Grüße 📹')`);
    await database.close();
  });

  afterEach(async () => {
    await Promise.all(holders.splice(0).map((holder) => holder.kill()));
    await Promise.all(open.splice(0).map((database) => database.close()));
    if (await postmaster()) await (await openDatabase({ dataDirectory })).close();
    log = [];
  });

  afterAll(() => rm(dataDirectory, { recursive: true, force: true }));

  it('is PostgreSQL 18 in UTF-8, reached only by a private socket', async () => {
    const { url } = await start();
    expect(await query(url, 'SHOW server_version')).toEqual([expect.stringMatching(/^18\./)]);
    expect(await query(url, 'SHOW server_encoding')).toEqual(['UTF8']);
    expect(await query(url, 'SHOW listen_addresses')).toEqual(['']);
    expect(await query(url, `SELECT upper('é')`)).toEqual(['É']);
    expect((await stat(join(dataDirectory, 'postgres'))).mode & 0o777).toBe(0o700);
  });

  it('has no privileges, except the one to enter folders that only root may enter', async () => {
    await start();
    const status = await readFile(`/proc/${await postmaster()}/status`, 'utf8');
    expect(status).not.toMatch(/^Uid:.*\b0\b/m);
    const dacOverride = 0b10n;
    const capabilities = BigInt(`0x${/^CapPrm:\s+(\w+)/m.exec(status)![1]}`);
    expect(capabilities).toBe(process.getuid?.() === 0 ? dacOverride : 0n);
  });

  it('stops when it is closed, and keeps its data', async () => {
    const first = await start();
    await first.close();
    expect(await postmaster()).toBeNull();
    expect(await query((await start()).url, 'SELECT * FROM kept')).toEqual(['Grüße 📹']);
  });

  it('is shared by all processes that open it, and stopped by the last', async () => {
    const [process, ...databases] = await Promise.all([startProcess(), start(), start()]);
    const server = await postmaster();
    await databases[0].close();
    await process.close();
    expect(await postmaster()).toBe(server);
    expect(await query(databases[1].url, 'SELECT * FROM kept')).toHaveLength(1);
    await databases[1].close();
    expect(await postmaster()).toBeNull();
  });

  it('is also stopped when all processes close it at the same time', async () => {
    const databases = await Promise.all([start(), start(), start()]);
    await Promise.all(databases.map((database) => database.close()));
    expect(await postmaster()).toBeNull();
  });

  it('can be opened while another process closes it', async () => {
    const first = await start();
    const [, second] = await Promise.all([first.close(), start()]);
    expect(await query(second.url, 'SELECT * FROM kept')).toHaveLength(1);
  });

  it('outlives a killed process, and the next process joins it', async () => {
    const holder = await startProcess();
    const server = await postmaster();
    await holder.kill();
    const database = await start();
    expect(await postmaster()).toBe(server);
    expect(log).toEqual([expect.stringContaining('Joined')]);
    await database.close();
    expect(await postmaster()).toBeNull();
  });

  it('outlives the interrupt that a terminal sends to the whole process group', async () => {
    const holder = await startProcess();
    const server = await postmaster();
    process.kill(-holder.process.pid!, 'SIGINT');
    await eventually(() => holder.process.signalCode === 'SIGINT');
    expect(await postmaster()).toBe(server);
  });

  it('recovers after it was killed together with its process', async () => {
    const holder = await startProcess();
    await query(holder.url, 'CREATE TABLE written_before_kill ()');
    await Promise.all([holder.kill(), killPostmaster()]);
    const { url } = await start();
    expect(await query(url, 'SELECT count(*) FROM written_before_kill')).toEqual(['0']);
  });

  it('is restarted when it is killed while a process uses it', async () => {
    const { url } = await start();
    const killed = await killPostmaster();
    await eventually(async () => (await query(url, 'SELECT * FROM kept')).length === 1);
    expect(await postmaster()).not.toBe(killed);
  });

  describe('whose lock files were left by a killed server', () => {
    let stranger: ChildProcess;

    /** Kills the server and the process, then replaces the server's pid in its lock file. */
    async function leaveLocks(edit: (text: string) => string): Promise<void> {
      const holder = await startProcess();
      await Promise.all([holder.kill(), killPostmaster()]);
      for (const name of ['cluster/postmaster.pid', '.s.PGSQL.5432.lock']) {
        const lock = join(dataDirectory, 'postgres', name);
        await writeFile(lock, edit(await readFile(lock, 'utf8')));
        await utimes(lock, 0, 0);
      }
    }

    beforeEach(async () => {
      const { uid, gid } = await stat(cluster());
      stranger = spawn('sleep', ['60'], { uid, gid });
    });

    afterEach(() => void stranger.kill());

    it('starts although the pid now belongs to another process', async () => {
      await leaveLocks((text) => text.replace(/^\d+/, String(stranger.pid)));
      expect(await query((await start()).url, 'SELECT * FROM kept')).toHaveLength(1);
    });

    it('starts although they are empty', async () => {
      await leaveLocks(() => '');
      expect(await query((await start()).url, 'SELECT * FROM kept')).toHaveLength(1);
    });
  });

  it('says why it does not start', async () => {
    const version = join(cluster(), 'PG_VERSION');
    const before = await readFile(version, 'utf8');
    await writeFile(version, '9\n');
    await expect(start()).rejects.toThrow(/incompatible with server.*DATABASE_URL/s);
    await writeFile(version, before);
  });
});

describe('The folder of the embedded PostgreSQL', () => {
  let parent: string;
  const itAsNobody = nobodyCanRun ? it : it.skip;

  beforeAll(async () => {
    parent = await mkdtemp(join(tmpdir(), 'event-clips-data-'));
  });
  afterAll(() => rm(parent, { recursive: true, force: true }));

  it('may lie under folders that everyone may enter', async () => {
    await chmod(parent, 0o755);
    const database = await openDatabase({ dataDirectory: join(parent, 'open') });
    expect(await query(database.url, 'SELECT 1')).toEqual([1]);
    await database.close();
  });

  it('may have a path too long for a socket', async () => {
    const dataDirectory = join(parent, 'long'.repeat(30));
    const database = await openDatabase({ dataDirectory });
    const second = await openDatabase({ dataDirectory });
    expect(second.url).toBe(database.url);
    expect(await query(database.url, 'SELECT 1')).toEqual([1]);
    await database.close();
    await second.close();
    await rm(decodeURIComponent(new URL(database.url).hostname), { recursive: true });
  });

  itAsNobody('may belong to an ordinary user', async () => {
    const own = await mkdtemp(join(tmpdir(), 'event-clips-data-'));
    await chown(own, nobody.uid, nobody.gid);
    const holder = await startHolder(own, nobody);
    expect(await query(holder.url, 'SELECT current_user')).toEqual(['postgres']);
    await holder.close();
    expect(await findPostmaster(join(own, 'postgres/cluster'))).toBeNull();
    await rm(own, { recursive: true });
  });

  itAsNobody('is refused to an ordinary user who does not own it', async () => {
    const own = await mkdtemp(join(tmpdir(), 'event-clips-data-'));
    await chmod(own, 0o755);
    await mkdir(join(own, 'postgres'));
    await expect(startHolder(own, nobody)).rejects.toThrow(/belongs to user 0.*DATABASE_URL/s);
    await rm(own, { recursive: true });
  });
});
