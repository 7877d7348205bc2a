import { describe } from '@jest/globals';
import { type ChildProcess, spawn, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '../support/eventually.js';
import { freePort } from '../support/free-port.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { find, leaveOut } from './engines.js';

const DRIVER = find(process.env['WEBKIT_DRIVER_PATH'], 'WebKitWebDriver');
const DISPLAY_SERVER = find(process.env['XVFB_PATH'], 'Xvfb');
const PACKAGES =
  'webkit2gtk-driver gstreamer1.0-libav gstreamer1.0-plugins-base gstreamer1.0-plugins-good ' +
  'gstreamer1.0-plugins-bad xvfb';

/** Runs tests in WebKitGTK. If it is not installed, they are skipped with a notice. */
export function describeInWebKit(name: string, tests: () => void): void {
  if (DRIVER && DISPLAY_SERVER && hasPlugin('libav') && hasPlugin('videoparsersbad')) {
    describe(`${name} in WebKitGTK`, tests);
  } else leaveOut(name, 'WebKitGTK', PACKAGES);
}

/** Without these plugins of GStreamer, it plays neither HEVC nor AAC. */
function hasPlugin(name: string): boolean {
  return readdirSync('/usr/lib').some((folder) =>
    existsSync(join('/usr/lib', folder, 'gstreamer-1.0', `libgst${name}.so`)),
  );
}

/**
 * A window of WebKitGTK on a display of its own, driven by WebDriver (W3C). There is no other driver: Puppeteer knows
 * only Chromium and Firefox.
 */
export class WebKit {
  private constructor(
    private readonly session: string,
    readonly version: string,
    private readonly end: () => Promise<void>,
  ) {}

  /** Opens a page. */
  static async open(url: string): Promise<WebKit> {
    const folder = await temporaryFolder();
    const started: ChildProcess[] = [];
    const end = async () => {
      for (const child of started.reverse()) await endOf(child);
      await folder.remove();
    };
    try {
      const display = start(DISPLAY_SERVER!, ['-displayfd', '3', '-screen', '0', '1280x1024x24'], {
        stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
      });
      started.push(display);
      const number = await Promise.race([
        once(display.stdio[3]!, 'data').then(String),
        once(display, 'exit').then(() => Promise.reject(new Error('Xvfb did not start.'))),
      ]);
      const port = await freePort();
      started.push(
        start(DRIVER!, [`--port=${port}`, '--host=127.0.0.1'], {
          // Without a home of its own it writes into that of the user.
          env: { ...process.env, DISPLAY: `:${number.trim()}`, HOME: folder.path },
          stdio: 'ignore',
        }),
      );
      const driver = `http://127.0.0.1:${port}`;
      await eventually(async () => (await command<Status>('GET', `${driver}/status`)).ready);
      const { sessionId, capabilities } = await command<Session>('POST', `${driver}/session`, {
        capabilities: { alwaysMatch: { timeouts: { script: 60_000 } } },
      });
      const browser = new WebKit(
        `${driver}/session/${sessionId}`,
        capabilities.browserVersion,
        end,
      );
      await command('POST', `${browser.session}/window/rect`, { width: 1000, height: 800 });
      await command('POST', `${browser.session}/url`, { url });
      return browser;
    } catch (error) {
      await end();
      throw error;
    }
  }

  /** Calls a function, which must be self-contained, in the page. */
  run<Args extends unknown[], T>(f: (...args: Args) => T, ...args: Args): Promise<Awaited<T>> {
    return this.call(`(${String(f)})(...given)`, args);
  }

  /** Calls such a function with the video of the page. */
  onVideo<Args extends unknown[], T>(
    f: (video: HTMLVideoElement, ...args: Args) => T,
    ...args: Args
  ): Promise<Awaited<T>> {
    return this.call(`(${String(f)})(document.querySelector('video'), ...given)`, args);
  }

  /** Ends the browser, its driver and their display. */
  async close(): Promise<void> {
    await command('DELETE', this.session).finally(this.end);
  }

  private async call<T>(expression: string, args: readonly unknown[]): Promise<T> {
    const script = `
      const [given, done] = [[...arguments].slice(0, -1), arguments[arguments.length - 1]];
      (async () => ${expression})().then(
        (value) => done({ value }),
        (error) => done({ error: String(error) }),
      );`;
    const answer = await command<{ value?: T; error?: string }>(
      'POST',
      `${this.session}/execute/async`,
      { script, args },
    );
    if (answer.error !== undefined) throw new Error(answer.error);
    return answer.value as T;
  }
}

interface Status {
  readonly ready: boolean;
}

interface Session {
  readonly sessionId: string;
  readonly capabilities: { readonly browserVersion: string };
}

async function command<T>(method: string, url: string, body?: object): Promise<T> {
  const response = await fetch(url, { method, body: body ? JSON.stringify(body) : null });
  const { value } = (await response.json()) as { value: T & { error: string; message: string } };
  if (!response.ok) throw new Error(`${method} ${url}: ${value.error}: ${value.message}`);
  return value;
}

/** In a group of its own, so that what it starts ends with it. */
function start(
  program: string,
  args: readonly string[],
  options: { env?: NodeJS.ProcessEnv; stdio: StdioOptions },
): ChildProcess {
  return spawn(program, args, { ...options, detached: true });
}

async function endOf(child: ChildProcess): Promise<void> {
  if (child.pid === undefined) return;
  const exited = once(child, 'exit');
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch (error) {
    // It has ended already, with all that it started.
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return;
    throw error;
  }
  if (child.exitCode === null && child.signalCode === null) await exited;
}
