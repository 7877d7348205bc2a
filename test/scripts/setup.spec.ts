import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import {
  chmod,
  copyFile,
  mkdir,
  mkdtemp,
  readFile,
  rm,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isRoot, nobody, nobodyCanRun } from '../support/ordinary-user.js';

const script = fileURLToPath(new URL('../../scripts/setup.mjs', import.meta.url));
const lock = (version: string) => JSON.stringify({ packages: { 'node_modules/a': { version } } });

const SOURCES = [
  'nest-cli.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'src/main.ts',
  'web/src/main.tsx',
  'web/index.html',
  'web/package.json',
  'web/tsconfig.json',
  'web/vite.config.ts',
  'web/browsers.ts',
  'web/precompressed.ts',
];

/**
 * Runs the real script in a test checkout, with a PATH of small shell scripts that record how they were called.
 */
describe('npm run setup', () => {
  let root: string;
  let bin: string;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'event-clips-setup-'));
    await chmod(root, 0o777);
    bin = join(root, 'bin');
    for (const folder of ['bin', 'scripts', 'src', 'web', 'web/src', 'web/public']) {
      await mkdir(join(root, folder));
      await chmod(join(root, folder), 0o777);
    }
    await copyFile(script, join(root, 'scripts/setup.mjs'));
    for (const name of SOURCES) await writeFile(join(root, name), '');
    await writeFile(join(root, 'package-lock.json'), lock('1.0.0'));
    for (const name of ['env', 'mkdir', 'cp', 'touch', 'ln'])
      await symlink(`/bin/${name}`, join(bin, name));
    await program(
      'npm',
      `case "$1" in
         ci) mkdir -p node_modules; cp package-lock.json node_modules/.package-lock.json;;
         run) mkdir -p dist web/dist/page; touch dist/main.js web/dist/page/index.html;;
       esac`,
    );
  });

  afterEach(() => rm(root, { recursive: true, force: true }));

  async function program(name: string, body = ''): Promise<void> {
    await rm(join(bin, name), { force: true });
    const text = `#!/bin/sh\necho "${name} $*" >> "${root}/calls"\n${body}\n`;
    await writeFile(join(bin, name), text, { mode: 0o755 });
  }

  const installsFfmpeg = `case "$*" in *install*) for p in ffmpeg ffprobe; do ln -s /bin/true "\${0%/*}/$p"; done;; esac`;

  function setup(account = {}) {
    const options = { ...account, env: { PATH: bin }, encoding: 'utf8' } as const;
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(root, 'scripts/setup.mjs')],
      options,
    );
    return { status, output: stdout + stderr };
  }

  /** The calls since the last time, without checks whether a program exists. */
  async function calls(): Promise<string[]> {
    const text = await readFile(join(root, 'calls'), 'utf8').catch(() => '');
    await rm(join(root, 'calls'), { force: true });
    return text.split('\n').filter((line) => line && !/ -{1,2}version$/.test(line));
  }
  const npmCi = 'npm ci --include=dev --no-audit --no-fund --loglevel=error';
  const npmBuild = 'npm run --silent build';

  const itAsRoot = isRoot ? it : it.skip;
  const itAsNobody = nobodyCanRun ? it : it.skip;

  itAsRoot('installs what is missing, and nothing the second time', async () => {
    await program('apt-get', installsFfmpeg);
    expect(setup()).toMatchObject({ status: 0 });
    expect(await calls()).toEqual([
      'apt-get -qq update',
      'apt-get -qq install -y --no-install-recommends ffmpeg',
      npmCi,
      npmBuild,
    ]);
    expect(setup()).toMatchObject({ status: 0 });
    expect(await calls()).toEqual([]);
  });

  itAsNobody('uses sudo', async () => {
    await program('apt-get', installsFfmpeg);
    await program('sudo', `[ "$1" = -n ] || "$@"`);
    expect(setup(nobody)).toMatchObject({ status: 0 });
  });

  itAsNobody('prints the commands if it cannot become root', async () => {
    await program('apt-get');
    await program('sudo', 'exit 1');
    const { status, output } = setup(nobody);
    expect(status).toBe(1);
    expect(output).toMatch(/sudo .*apt-get -qq install -y --no-install-recommends ffmpeg/);
  });

  itAsRoot('prints the output of a package manager that failed', async () => {
    await program(
      'apt-get',
      `[ "$1" = --version ] || { echo "no space for ffmpeg" >&2; exit 100; }`,
    );
    const { status, output } = setup();
    expect(status).toBe(1);
    expect(output).toContain('no space for ffmpeg');
  });

  it('prints what is missing if it knows no package manager', () => {
    const { status, output } = setup();
    expect(status).toBe(1);
    expect(output).toContain('FFMPEG_PATH');
  });

  describe('with FFmpeg installed', () => {
    beforeEach(async () => {
      await program('ffmpeg');
      await program('ffprobe');
      setup();
      await calls();
    });

    it('installs the dependencies again if they have changed', async () => {
      await writeFile(join(root, 'package-lock.json'), lock('1.0.1'));
      expect(setup().status).toBe(0);
      expect(await calls()).toContain(npmCi);
    });

    it.each(['src/main.ts', 'web/src/main.tsx', 'web/index.html'])(
      'builds again if %s has changed',
      async (source) => {
        const future = Date.now() / 1000 + 10;
        await utimes(join(root, source), future, future);
        expect(setup().status).toBe(0);
        expect(await calls()).toEqual([npmBuild]);
      },
    );

    it.each(['dist', 'web/dist'])('builds again if %s is gone', async (output) => {
      await rm(join(root, output), { recursive: true });
      expect(setup().status).toBe(0);
      expect(await calls()).toEqual([npmBuild]);
    });

    it('builds again after a failed build', async () => {
      await rm(join(root, 'dist'), { recursive: true });
      await program('npm', 'mkdir dist; touch dist/main.js; echo "a type error"; exit 1');
      const { status, output } = setup();
      expect(status).toBe(1);
      expect(output).toContain('a type error');
      await calls();
      expect(setup().status).toBe(1);
      expect(await calls()).toEqual([npmBuild]);
    });
  });
});
