import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const ROOT = resolve(import.meta.dirname, '../..');

/** The packages that an application with the player has installed. */
const BESIDE = ['react', 'react-dom', 'eventsource-parser', '@types/react', '@types/react-dom'];

const FILES = {
  'package.json': '{ "private": true, "type": "module" }',
  'index.html': '<div id="root"></div><script type="module" src="/main.tsx"></script>',
  'main.tsx': `
    import { createRoot } from 'react-dom/client';
    import { type ClipInfo, EventVideoPlayer, getEventClipUrl } from 'event-clips-player';
    import 'event-clips-player/style.css';

    const service = { baseUrl: 'https://clips.example', apiKey: 'key' };
    const tell = (clip: ClipInfo) => console.log(getEventClipUrl(clip.clip_url ?? '', service));
    createRoot(document.getElementById('root')!).render(
      <EventVideoPlayer eventId={7} {...service} onClipChange={tell} />,
    );`,
  'tsconfig.json': JSON.stringify({
    compilerOptions: {
      target: 'ES2022',
      lib: ['ES2023', 'DOM', 'DOM.Iterable'],
      jsx: 'react-jsx',
      strict: true,
      noEmit: true,
      skipLibCheck: false,
      noUncheckedSideEffectImports: false,
      types: [],
    },
    include: ['main.tsx'],
  }),
};

describe('The package of the player', () => {
  let folder: string;
  const node = (program: string, ...args: string[]) =>
    run(process.execPath, [join(ROOT, 'node_modules', program), ...args], { cwd: folder });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'event-clips-package-'));
    await run('npm', ['pack', '--workspace', 'web', '--pack-destination', folder], { cwd: ROOT });
    const [tarball] = await readdir(folder);
    const modules = join(folder, 'node_modules');
    await mkdir(join(modules, '@types'), { recursive: true });
    await run('tar', ['-xzf', tarball!, '-C', modules], { cwd: folder });
    await rename(join(modules, 'package'), join(modules, 'event-clips-player'));
    for (const name of BESIDE) await symlink(join(ROOT, 'node_modules', name), join(modules, name));
    for (const [name, text] of Object.entries(FILES)) await writeFile(join(folder, name), text);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('is built into another application, with its styles', async () => {
    await node('vite/bin/vite.js', 'build');
    const assets = await readdir(join(folder, 'dist/assets'));
    const built = assets.map((name) => readFile(join(folder, 'dist/assets', name), 'utf8'));
    const text = (await Promise.all(built)).join();
    expect(text).toContain('Generate clip');
    expect(text).toContain('.evp-stage');
  });

  it.each([
    ['esnext', 'bundler'],
    ['nodenext', 'nodenext'],
  ])('has types for module %s with resolution %s', async (module, resolution) => {
    const options = ['--module', module, '--moduleResolution', resolution];
    const { stdout } = await node('typescript/bin/tsc', '-p', '.', ...options);
    expect(stdout).toBe('');
  });
});
