/**
 * Prepares a checkout: FFmpeg, dependencies, build. Needs only Node.js and npm, changes only what is
 * missing, and can be run again at any time.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

step('Node', checkNode);
step('FFmpeg', installFfmpeg);
step('Dependencies', installDependencies);
step('Build', build);
console.log('\nReady: npm run demo shows a clip being made, npm start runs the service.');

/** Runs one step and prints what it did and how long that took. Ends the script if it fails. */
function step(name, run) {
  const start = Date.now();
  try {
    const outcome = run();
    const seconds = ((Date.now() - start) / 1000).toFixed(1);
    console.log(`${name.padEnd(13)} ${outcome} (${seconds} s)`);
  } catch (error) {
    console.error(`${name.padEnd(13)} ${error.message}`);
    process.exit(1);
  }
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const needed = 'Node 20.19 or later is needed';
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new Error(`${needed}; this is ${process.version}.`);
  }
  return process.version;
}

function installFfmpeg() {
  if (hasFfmpeg()) return 'is there';
  const manager = packageManagers().find(({ probe }) => runs(probe, ['--version']));
  const byHand = (commands) => commands.map((command) => `  ${command.join(' ')}`).join('\n');
  if (!manager) {
    throw new Error(
      'ffmpeg and ffprobe are missing. Install FFmpeg so that both are on PATH, ' +
        'or name them in FFMPEG_PATH and FFPROBE_PATH; then run npm run setup again.',
    );
  }
  const prefix = manager.needsRoot && process.getuid() !== 0 ? ['sudo'] : [];
  const commands = manager.commands.map((command) => [...prefix, ...command]);
  if (prefix.length > 0 && !runs('sudo', ['-n', 'true'])) {
    throw new Error(
      `is missing, and installing it needs root. Type\n${byHand(commands)}\n` +
        'and run npm run setup again.',
    );
  }
  const problems = [];
  for (const command of commands) {
    const { problem } = execute(command);
    if (problem) problems.push(problem);
  }
  // Even if one broken source makes the update of the package lists fail, FFmpeg may still install.
  if (!hasFfmpeg()) {
    throw new Error(
      `could not be installed.\n${problems.join('\n')}\nInstall it by hand, for example by\n` +
        `${byHand(commands)}\nand run npm run setup again.`,
    );
  }
  return 'installed';
}

function packageManagers() {
  const apt = ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-qq'];
  return [
    {
      probe: 'apt-get',
      needsRoot: true,
      commands: [
        [...apt, 'update'],
        [...apt, 'install', '-y', '--no-install-recommends', 'ffmpeg'],
      ],
    },
    { probe: 'dnf', needsRoot: true, commands: [['dnf', 'install', '-y', 'ffmpeg-free']] },
    { probe: 'pacman', needsRoot: true, commands: [['pacman', '-Sy', '--noconfirm', 'ffmpeg']] },
    { probe: 'brew', needsRoot: false, commands: [['brew', 'install', 'ffmpeg']] },
  ];
}

function hasFfmpeg() {
  const programs = [process.env.FFMPEG_PATH || 'ffmpeg', process.env.FFPROBE_PATH || 'ffprobe'];
  return programs.every((program) => runs(program, ['-version']));
}

function installDependencies() {
  if (dependenciesMatch()) return 'are up to date';
  // The build needs the development dependencies, also with NODE_ENV=production.
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  const { problem } = execute(['npm', 'ci', '--include=dev', ...quiet]);
  if (problem) throw new Error(`npm ci failed.\n${problem}`);
  return 'installed by npm ci';
}

/** npm lists what it installed in a hidden lock file. Optional packages depend on the platform. */
function dependenciesMatch() {
  const installed = packagesOf('node_modules/.package-lock.json');
  const wanted = Object.entries(packagesOf('package-lock.json') ?? {});
  return wanted.every(
    ([path, { version, optional }]) =>
      path === '' || optional || installed?.[path]?.version === version,
  );
}

function packagesOf(lockFile) {
  const path = join(root, lockFile);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : null;
}

function build() {
  const sources = [
    'src',
    'nest-cli.json',
    'tsconfig.json',
    'tsconfig.build.json',
    'package-lock.json',
    'web/src',
    'web/public',
    'web/index.html',
    'web/package.json',
    'web/tsconfig.json',
    'web/vite.config.ts',
    'web/browsers.ts',
    'web/precompressed.ts',
  ];
  const outputs = ['dist/main.js', 'web/dist/page/index.html'];
  const [latest, built] = [newest(inRoot(sources)), Math.min(...inRoot(outputs).map(changedAt))];
  if (latest < built) return 'is up to date';
  const { problem } = execute(['npm', 'run', '--silent', 'build']);
  if (!problem) return 'done';
  // The compiler writes output even after errors. The next run must not take that for a finished build.
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  throw new Error(`failed.\n${problem}`);
}

function inRoot(names) {
  return names.map((name) => join(root, name));
}

/** When a file last changed, in ms; 0 if it does not exist. */
function changedAt(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** The latest change, in ms. The time of a folder shows that a file was removed. */
function newest(paths) {
  return Math.max(
    ...paths.map((path) => {
      const { mtimeMs } = statSync(path);
      const inside = statSync(path).isDirectory()
        ? readdirSync(path).map((name) => join(path, name))
        : [];
      return inside.length > 0 ? Math.max(mtimeMs, newest(inside)) : mtimeMs;
    }),
  );
}

function runs(program, args) {
  return spawnSync(program, args, { stdio: 'ignore' }).status === 0;
}

/** Prints a command and runs it quietly. `problem` is its output if it failed, otherwise empty. */
function execute([program, ...args]) {
  console.log(`${''.padEnd(13)} $ ${[program, ...args].join(' ')}`);
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return {
    problem: status === 0 ? '' : `${error?.message ?? ''}${stdout ?? ''}${stderr ?? ''}`.trim(),
  };
}
