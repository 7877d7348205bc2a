import { describe, it } from '@jest/globals';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import puppeteer, { type Browser } from 'puppeteer-core';

/** A browser engine, and its program on this machine. */
export interface Engine {
  readonly name: 'Chromium' | 'Firefox';
  readonly program: string | null;
  readonly packageName: string;
}

const ENGINES: readonly Engine[] = [
  {
    name: 'Chromium',
    program: find(process.env['CHROMIUM_PATH'], 'chromium', 'chromium-browser', 'google-chrome'),
    packageName: 'chromium',
  },
  {
    name: 'Firefox',
    program: find(process.env['FIREFOX_PATH'], 'firefox-esr', 'firefox'),
    packageName: 'firefox-esr',
  },
];

/** Runs tests in an engine. If it is not installed, they are skipped with a notice. */
export function describeIn(
  engineName: Engine['name'],
  name: string,
  tests: (engine: Engine) => void,
): void {
  const engine = ENGINES.find((one) => one.name === engineName)!;
  if (engine.program) {
    describe(`${name} in ${engine.name}`, () => tests(engine));
    return;
  }
  leaveOut(name, engine.name, engine.packageName);
}

/** Leaves tests out with a notice that names Debian's packages, separated by spaces. */
export function leaveOut(name: string, engineName: string, packages: string): void {
  const notice = `${name} is not tested in ${engineName}: install it (Debian: apt-get install ${packages}).`;
  process.stderr.write(`${notice}\n`);
  it.skip(notice, () => undefined);
}

export function describeInEngines(name: string, tests: (engine: Engine) => void): void {
  for (const engine of ENGINES) describeIn(engine.name, name, tests);
}

/** @param downloads the folder for downloads */
export function launch({ name, program }: Engine, downloads: string): Promise<Browser> {
  if (name === 'Chromium') {
    return puppeteer.launch({
      browser: 'chrome',
      executablePath: program!,
      // Its sandbox starts neither as root nor in most containers. It visits only our own page.
      args: ['--no-sandbox', '--disable-dev-shm-usage'],
      downloadBehavior: { policy: 'allow', downloadPath: downloads },
    });
  }
  return puppeteer.launch({
    browser: 'firefox',
    executablePath: program!,
    extraPrefsFirefox: {
      'browser.download.folderList': 2,
      'browser.download.dir': downloads,
      'browser.download.useDownloadDir': true,
      'browser.download.always_ask_before_handling_new_types': false,
    },
  });
}

/** The first of these programs on the PATH, or the given one. */
export function find(given: string | undefined, ...names: string[]): string | null {
  if (given) return given;
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const candidates = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return candidates.find(isExecutable) ?? null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
