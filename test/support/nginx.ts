import { execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { eventually } from './eventually.js';
import { temporaryFolder } from './temporary-folder.js';

export const nginxThere = spawnSync('nginx', ['-v']).status === 0;

/** nginx on loopback, in a folder of its own, as an operator would have it beside the service. */
export interface Nginx {
  readonly port: number;
  readonly origin: string;
  /** Of its master, whose child answers. */
  readonly pid: number;
  stop(): Promise<void>;
}

/**
 * What stands in the `server` block of deploy/nginx.conf, for another service and another folder.
 */
export async function deployedServer(port: number, clips: string): Promise<string> {
  const path = new URL('../../deploy/nginx.conf', import.meta.url);
  const [, block = ''] = /^server \{$(.*)^\}$/ms.exec(await readFile(path, 'utf8')) ?? [];
  return block
    .replace('listen 80;', '')
    .replace('http://api:3000', `http://127.0.0.1:${port}`)
    .replaceAll(/(alias |from=)\/clips\//g, `$1${clips}/`);
}

/**
 * @param server what stands in its `server` block
 * @throws when it cannot be started
 */
export async function startNginx(server: string): Promise<Nginx> {
  const folder = await temporaryFolder();
  const port = await freePort();
  const configuration = join(folder.path, 'nginx.conf');
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${join(folder.path, name)};`)
    .join('\n');
  await writeFile(
    configuration,
    `daemon off; worker_processes 1; pid ${join(folder.path, 'pid')}; error_log stderr;
    ${process.getuid?.() === 0 ? 'user root;' : ''}
    events { worker_connections 4096; }
    http {
      access_log off; sendfile on; keepalive_requests 1000000;
      types { video/mp4 mp4; image/gif gif; image/jpeg jpg; }
      ${temporary}
      server { listen 127.0.0.1:${port}; ${server} }
    }`,
  );
  const args = ['-p', folder.path, '-c', configuration];
  await promisify(execFile)('nginx', ['-t', '-q', ...args]);
  const child = spawn('nginx', args, { stdio: ['ignore', 'ignore', 'inherit'] });
  const origin = `http://127.0.0.1:${port}`;
  await eventually(async () => (await fetch(origin)).status > 0);
  return {
    port,
    origin,
    pid: child.pid!,
    async stop() {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
      await folder.remove();
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
