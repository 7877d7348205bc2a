// Compares the contract of the built program with test/openapi.json, and docs/api.md with the page made from it.
// --write updates both files.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { apiPage } from './api-page.mjs';

const committed = fileURLToPath(new URL('../test/openapi.json', import.meta.url));
const page = fileURLToPath(new URL('../docs/api.md', import.meta.url));
const program = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const START_TIMEOUT_MS = 120_000;

const folder = await mkdtemp(join(tmpdir(), 'event-clips-openapi-'));
const port = await freePort();
const service = spawn(process.execPath, [program], {
  env: {
    PATH: process.env.PATH,
    PORT: String(port),
    DATA_DIRECTORY: folder,
    MEDIA_ROOTS: folder,
    CLIPS_DIRECTORY: join(folder, 'clips'),
    LOG_LEVEL: 'error',
  },
  stdio: ['ignore', 'ignore', 'inherit'],
});
try {
  const document = await contract();
  const files = [
    [committed, `${JSON.stringify(document, null, 2)}\n`],
    [page, await format(apiPage(document), { parser: 'markdown', ...(await resolveConfig(page)) })],
  ];
  for (const [file, text] of files) {
    if (process.argv.includes('--write')) {
      await writeFile(file, text);
    } else if ((await readFile(file, 'utf8').catch(() => '')) !== text) {
      console.error(`${basename(file)} is not what the program serves: npm run openapi -- --write`);
      process.exitCode = 1;
    }
  }
} finally {
  service.kill('SIGTERM');
  if (service.exitCode === null) await once(service, 'exit');
  await rm(folder, { recursive: true, force: true });
}

async function contract() {
  const deadline = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    if (service.exitCode !== null) throw new Error('The service did not start.');
    const response = await fetch(`http://127.0.0.1:${port}/api/openapi.json`).catch(() => null);
    if (response?.ok) return response.json();
    if (Date.now() > deadline) throw new Error('The service did not start in time.');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port: free } = server.address();
  server.close();
  return free;
}
