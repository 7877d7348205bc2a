import { execFile } from 'node:child_process';
import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const CHECKOUT = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);

/** A folder in which the packed package is installed as by `npm install`. */
export interface PackedHost {
  readonly folder: string;
  write(path: string, text: string): Promise<void>;
  /** Runs the TypeScript compiler in the folder; rejects with its output. */
  compile(...args: string[]): Promise<void>;
  remove(): Promise<void>;
}

export async function createPackedHost(): Promise<PackedHost> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'event-clips-host-')));
  const modules = join(folder, 'node_modules');
  await linkPackages(modules);
  await unpack(join(modules, 'event-clips'));
  const write = async (path: string, text: string) => {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  };
  await write('package.json', JSON.stringify({ type: 'module' }));
  return {
    folder,
    write,
    async compile(...args) {
      const tsc = join(CHECKOUT, 'node_modules/typescript/bin/tsc');
      await run(process.execPath, [tsc, ...args], { cwd: folder }).catch((error: unknown) => {
        throw new Error((error as { stdout: string }).stdout);
      });
    },
    remove: () => rm(folder, { recursive: true }),
  };
}

/** The peers and dependencies are the checkout's, so that nothing has to be downloaded. */
async function linkPackages(modules: string): Promise<void> {
  await mkdir(modules);
  const own = ['event-clips', 'event-clips-player'];
  for (const name of await readdir(join(CHECKOUT, 'node_modules'))) {
    if (name.startsWith('.') || own.includes(name)) continue;
    await symlink(join(CHECKOUT, 'node_modules', name), join(modules, name));
  }
}

async function unpack(target: string): Promise<void> {
  const pack = ['pack', '--ignore-scripts', '--json', '--pack-destination', dirname(target)];
  const { stdout } = await run('npm', pack, { cwd: CHECKOUT });
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
  await mkdir(target);
  await run('tar', ['-xzf', join(dirname(target), filename), '-C', target, '--strip-components=1']);
}

/** The files in a page of the documentation: code blocks that begin with their path. */
export async function filesOfPage(page: string): Promise<Map<string, string>> {
  const text = await readFile(join(CHECKOUT, page), 'utf8');
  const blocks = text.matchAll(/^```ts\n\/\/ (\S+)\n(.*?)^```$/gms);
  return new Map([...blocks].map(([, path = '', code = '']) => [path, code]));
}
