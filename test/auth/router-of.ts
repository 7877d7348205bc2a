import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const built = (file: string) => JSON.stringify(new URL(`../../dist/${file}`, import.meta.url));

/** The routes of Express, documented or not. */
const PROGRAM = `
  import { createApp } from ${built('create-app.js')};
  import { readSettings } from ${built('config/settings.js')};
  const settings = readSettings();
  const app = await createApp(settings, { url: settings.DATABASE_URL });
  await app.init();
  const routes = app.getHttpAdapter().getInstance().router.stack.flatMap(({ route }) =>
    route ? Object.keys(route.methods).map((method) => method.toUpperCase() + ' ' + route.path) : [],
  );
  await app.close();
  console.log(JSON.stringify(routes));
`;

/** Every route of the built program under these settings, such as `GET /api/events/:id`. */
export async function routerOf(settings: Readonly<Record<string, string>>): Promise<string[]> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '--eval', PROGRAM],
    { env: { PATH: process.env['PATH'], ...settings, ROLE: 'api', LOG_LEVEL: 'silent' } },
  );
  return JSON.parse(stdout) as string[];
}
