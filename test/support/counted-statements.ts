import { fileURLToPath } from 'node:url';
import type { Home } from './home.js';
import { type Service, spawnProgram, started } from './service.js';

const pathOf = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const COUNTER = pathOf('./count-statements.mjs');
const MAIN = pathOf('../../dist/main.js');

/** The built service, which also prints the SQL statements that requests cause. */
export function startCountedService(
  home: Home,
  settings: Record<string, string>,
): Promise<Service> {
  const env = { PATH: process.env['PATH'], ...home.settings, PORT: '0', ...settings };
  return started(spawnProgram(process.execPath, ['--import', COUNTER, MAIN], { env }));
}

/** The statements that the request with this `X-Request-Id` has caused so far, in their order. */
export async function statementsOf(service: Service, request: string): Promise<string[]> {
  const lines = await service.logged();
  return lines
    .filter((line) => line.includes(request) && line.startsWith('{"statement_of"'))
    .map((line) => (JSON.parse(line) as { sql: string }).sql);
}
