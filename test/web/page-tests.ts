import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'puppeteer-core';
import { eventually } from '../support/eventually.js';
import { runFfmpeg } from '../support/footage/run-ffmpeg.js';
import { createHome, type Home } from '../support/home.js';
import { type Service, startService } from '../support/service.js';
import { type Engine, launch } from './engines.js';
import { Visit } from './visit.js';

/** The footage is twenty seconds at 15 frames a second: frame n is shown at n / 15 s. */
const FPS = 15;
const STARTED = Date.parse('2026-01-03T10:00:00Z');
const KEY = 'a-key-that-is-long-enough-0123456789';

const at = (seconds: number) => new Date(STARTED + seconds * 1000).toISOString();
const frameAt = (seconds: number) => seconds * FPS;

/** The page as a person uses it. Each engine has its own suite, so that they run in parallel. */
export function testPage(engine: Engine): void {
  let home: Home;
  let downloads: string;
  let browser: Browser;
  let service: Service;
  let visit: Visit;
  let expected: RegExp[];

  beforeAll(async () => {
    home = await createHome();
    downloads = await mkdtemp(join(tmpdir(), 'event-clips-downloads-'));
    [service, browser] = await Promise.all([startService(home), launch(engine, downloads)]);
    // Without the page, every test would fail after a long wait.
    expect((await fetch(service.origin)).status).toBe(200);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await service?.stop();
    await home.remove();
    await rm(downloads, { recursive: true, force: true });
  });

  beforeEach(() => {
    expected = [];
  });
  /** The console has only what a test expects, and no other host is called. */
  afterEach(async () => {
    // The page did not open, and the test has failed already.
    if (!visit || visit.page.isClosed()) return;
    const complaints = visit.complaints.filter((text) => !expected.some((one) => one.test(text)));
    const hosts = [...visit.hosts];
    const origin = visit.page.url();
    await visit.page.close();
    expect(complaints).toEqual([]);
    expect(hosts).toEqual([new URL(origin).host]);
  });

  async function open(query: string, ...size: [width?: number, height?: number]): Promise<Visit> {
    visit = await Visit.open(browser, `${service.origin}/${query}`, ...size);
    return visit;
  }

  /** An event from second 8 to second 12 of its own footage. */
  async function event(camera: string, file: string): Promise<number> {
    return service.event({
      camera_id: camera,
      label: 'person',
      started_at: at(8),
      ended_at: at(12),
      video: { file_path: file, started_at: at(0) },
    });
  }

  it('appears within a second and shows how to begin', async () => {
    const { page } = await open('');
    await page.waitForSelector('pre');
    const line = await page.$eval('pre', (command) => command.innerText);
    expect(line).toContain(`curl ${service.origin}/api/events`);
    await visit.photograph('empty');
    expect(await visit.barriers()).toEqual([]);

    // A busy machine may take longer once, but not three times.
    const firstView = () =>
      page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]!.startTime);
    for (let view = 0; view < 2 && (await firstView()) >= 1000; view++) {
      await page.reload();
      await page.waitForSelector('pre');
    }
    expect(await firstView()).toBeLessThan(1000);

    // The command really registers an event.
    const [, body] = /-d '(.*)'$/.exec(line)!;
    await service.event(JSON.parse(body!) as { started_at: string });
    await page.reload();
    await page.waitForSelector('.page-entry');
  });

  it('makes a clip, and plays exactly the requested frames', async () => {
    const id = await event(
      'front',
      await home.video('front.mp4', { seconds: 20, audio: 'aac-48k', bFrames: 2 }),
    );
    const { page } = await open('?camera=front');
    await page.locator('.page-entry').click();
    await visit.says('There is no clip of this event yet.');
    await visit.photograph('no-clip');
    const rows = await visit.rows();
    await visit.press('button', 'Generate clip');
    const video = await visit.video();
    await visit.says('The clip is ready.');
    expect(await visit.rows()).toEqual(rows);
    expect(await visit.barriers()).toEqual([]);

    // The clip lasts from five seconds before the event to five seconds after.
    const { duration_seconds: seconds, frames } = await service.info(id);
    expect(await video.evaluate(({ duration }) => duration)).toBeCloseTo(seconds!, 1);
    expect(await visit.frame()).toBe(frameAt(3));
    await visit.seek(seconds! - 0.5 / FPS);
    expect(await visit.frame()).toBe(frameAt(3) + frames! - 1);
    await visit.press('button', 'Event start');
    expect(await visit.frame()).toBe(frameAt(8));
    await visit.press('button', '5 s before');
    expect(await visit.frame()).toBe(frameAt(3));
    await visit.press('button', 'Next frame');
    expect(await visit.frame()).toBe(frameAt(3) + 1);

    await visit.seek(0);
    const played = await video.evaluate(async (element) => {
      element.muted = true;
      await element.play();
      await new Promise((resolve) =>
        element.addEventListener('timeupdate', () => element.currentTime > 0.5 && resolve(0)),
      );
      element.pause();
      return element.currentTime;
    });
    expect(played).toBeGreaterThan(0.5);
  });

  it('seeks to the moment that is clicked on the timeline', async () => {
    const { page } = await open(`?event=${await newest('front')}`);
    await visit.video();
    const track = (await page.waitForSelector('.evp-track'))!;
    const { x, y, width } = (await track.boundingBox())!;
    // The timeline begins 30 s before the event. The click is two seconds after the event's start.
    const until = await page.$eval('.evp-handle', (handle) =>
      Number((handle as HTMLInputElement).max),
    );
    await page.mouse.click(x + (width * 32) / (30 + until), y + 22);
    expect(Math.abs((await visit.frame()) - frameAt(10))).toBeLessThan(FPS / 2);
    await visit.photograph('clip');
  });

  it('works with the keyboard only', async () => {
    const { page } = await open('?camera=front');
    await page.waitForSelector('.page-entry');
    await tabTo('.page-entry');
    await page.keyboard.press('Enter');
    const video = await visit.video();
    await tabTo('video');
    for (const key of ['.', '.', '.', ','] as const) {
      await page.keyboard.press(key);
      await visit.video();
    }
    expect(await visit.frame()).toBe(frameAt(3) + 2);
    await page.keyboard.press('>');
    expect(await video.evaluate(({ playbackRate }) => playbackRate)).toBe(1.5);

    await tabTo('[aria-label="End of the clip"]');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    const end = await page.$eval('.evp-window label + label input', ({ value }) => value);
    expect(end).toBe('11');
  });

  it('makes a clip again with another interval, and shows it', async () => {
    const id = await newest('front');
    const { page } = await open(`?event=${id}`);
    await visit.video();
    const before = await service.info(id);
    await page.locator('.evp-window input').fill('-2');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    const handle = (await page.waitForSelector('[aria-label="End of the clip"]'))!;
    const { x, y, width, height } = (await handle.boundingBox())!;
    const span = await handle.evaluate((input) => {
      const { min, max, value } = input as HTMLInputElement;
      return {
        share: (Number(value) - Number(min)) / (Number(max) - Number(min)),
        seconds: Number(max) - Number(min),
      };
    });
    const thumb = 16;
    const position = (share: number) => x + thumb / 2 + share * (width - thumb);
    await page.mouse.move(position(span.share), y + height / 2);
    await page.mouse.down();
    await page.mouse.move(position(span.share - 3 / span.seconds), y + height / 2, { steps: 5 });
    await page.mouse.up();
    await visit.press('button', 'Generate again');
    await eventually(async () => (await service.info(id)).generated_at !== before.generated_at);
    await visit.says('The clip is ready.');
    const { requested_starts_at, requested_ends_at } = await service.info(id);
    expect([requested_starts_at, requested_ends_at]).toEqual([at(6), at(14)]);
    await page.waitForFunction(() => document.querySelector('video')!.duration < 9);
    expect(await visit.frame()).toBe(frameAt(6));
  });

  it('shows the progress of a clip, and cancels it', async () => {
    // All of it has to be encoded, which takes some time.
    const file = await home.video('yard.mkv', {
      seconds: 20,
      size: '640x360',
      codec: 'mpeg4',
      container: 'mkv',
    });
    const id = await event('yard', file);
    const { page } = await open(`?event=${id}`);
    await visit.get('button', 'Generate clip');
    await page.evaluate(() => {
      const seen: number[] = [];
      Object.assign(window, { seen });
      new MutationObserver(() => {
        const bar = document.querySelector('progress');
        if (bar?.hasAttribute('value')) seen.push(bar.value);
      }).observe(document.querySelector('.evp')!, {
        subtree: true,
        childList: true,
        attributes: true,
      });
    });
    await page.locator('.evp-window label + label input').fill('3600');
    await visit.press('button', 'Generate clip');
    await page.waitForSelector('progress');
    const rows = await visit.rows();
    await visit.photograph('making');
    expect(await visit.barriers()).toEqual([]);
    await visit.video();
    expect(await visit.rows()).toEqual(rows);
    const seen = await page.evaluate(() => (window as unknown as { seen: number[] }).seen);
    expect(new Set(seen).size).toBeGreaterThan(1);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));

    await visit.press('button', 'Generate again');
    await visit.press('button', 'Cancel');
    await visit.says('The clip is ready.');
    expect(await service.info(id)).toMatchObject({ clip_available: true, status: 'completed' });
  });

  it('saves the clip unchanged', async () => {
    const id = await newest('front');
    await open(`?event=${id}`);
    await visit.video();
    const before = new Set(await readdir(downloads));
    await visit.press('link', 'Download');
    const { sha256, file_size_bytes } = await service.info(id);
    const saved = async () => {
      const name = (await readdir(downloads)).find(
        (one) => !before.has(one) && one.endsWith('.mp4'),
      );
      return readFile(join(downloads, name!));
    };
    await eventually(async () => (await saved()).length === file_size_bytes);
    const content = await saved();
    expect(createHash('sha256').update(content).digest('hex')).toBe(sha256);
  });

  it('protects a clip, and lifts the protection', async () => {
    const id = await newest('front');
    await open(`?event=${id}`);
    await visit.video();
    await visit.press('button', 'Protect');
    await visit.get('button', 'Unprotect');
    expect((await service.info(id)).protected).toBe(true);
    expect((await service.call('DELETE', `/api/events/${id}/clip`)).status).toBe(409);
    await visit.press('button', 'Unprotect');
    await visit.get('button', 'Protect');
    expect((await service.info(id)).protected).toBe(false);
  });

  it('shows a GIF', async () => {
    const picture = home.media('still.png');
    await runFfmpeg(['-f', 'lavfi', '-i', 'testsrc2=s=320x180', '-frames:v', '1', '-y', picture]);
    const id = await service.event({ camera_id: 'porch', started_at: at(0), ended_at: at(4) });
    await service.call('POST', `/api/events/${id}/detections`, {
      detections: [0, 1, 2].map((second) => ({ file_path: picture, detected_at: at(second) })),
    });
    const { page } = await open(`?event=${id}`);
    await visit.get('combobox', 'as');
    await page.select('.evp-window select', 'gif');
    await visit.press('button', 'Generate clip');
    const image = await page.waitForSelector('.evp-stage img');
    await page.waitForFunction(
      (element) => (element as HTMLImageElement).naturalWidth > 0,
      {},
      image,
    );
    expect(await image!.evaluate(({ naturalWidth }) => naturalWidth)).toBe(320);
    expect((await service.info(id)).format).toBe('gif');
    await visit.photograph('gif');
  });

  it('says why a clip could not be made', async () => {
    const file = await home.video('gate.mp4', { seconds: 6 });
    const id = await service.event({
      camera_id: 'gate',
      started_at: at(3600),
      video: { file_path: file, started_at: at(0) },
    });
    await open(`?event=${id}`);
    await visit.press('button', 'Generate clip');
    await visit.get('button', 'Try again');
    await visit.says('2026');
    await visit.photograph('failed');
    expect(await visit.barriers()).toEqual([]);
    expect(await service.info(id)).toMatchObject({ status: 'failed' });
  });

  it('says that an event is gone', async () => {
    expected = [/404/];
    await open('?event=999999');
    await visit.get('button', 'Try again');
    expect(await visit.barriers()).toEqual([]);
  });

  it('pages through many events, and filters them', async () => {
    const sixty = Array.from({ length: 60 }, (_, index) => ({
      camera_id: 'busy',
      started_at: at(index),
    }));
    await Promise.all(sixty.map((one) => service.event(one)));
    const { page } = await open('');
    await visit.get('combobox', 'Camera');
    await page.waitForSelector('option::-p-text(busy)');
    await page.select('select', 'busy');
    expect(page.url()).toContain('?camera=busy');
    const entries = () =>
      page.$$eval('.page-entry', (list) => list.map(({ textContent }) => textContent));
    await page.waitForFunction(() => document.querySelectorAll('.page-entry').length === 50);
    expect((await entries()).every((text) => text.includes('busy'))).toBe(true);
    await page.$eval('.page-more', (end) => end.scrollIntoView());
    await page.waitForFunction(() => document.querySelectorAll('.page-entry').length === 60);
    expect(await page.$('.page-more')).toBeNull();
  });

  it('selects the newest event at first, and steps through the others by keys', async () => {
    const { page } = await open('?camera=busy');
    const selected = () => new URL(page.url()).searchParams.get('event');
    await page.waitForSelector('.page-entry[aria-current]');
    expect(selected()).toBe(String(await newest('busy')));
    const inSight = await page.$$eval(
      '.page-entry',
      (tiles) =>
        tiles.filter((tile) => {
          const { top, bottom } = tile.getBoundingClientRect();
          return top >= 0 && bottom <= innerHeight;
        }).length,
    );
    expect(inSight).toBeGreaterThanOrEqual(12);
    expect(await visit.barriers()).toEqual([]);

    const entered = await page.evaluate(() => history.length);
    const ids = await page.$$eval('.page-entry', (tiles) =>
      tiles.map((tile) => new URLSearchParams((tile as HTMLAnchorElement).search).get('event')),
    );
    await page.keyboard.press('n');
    await page.keyboard.press('n');
    expect(selected()).toBe(ids[2]);
    await page.keyboard.press('p');
    expect(selected()).toBe(ids[1]);
    await visit.get('button', 'Generate clip');
    // "Back" leaves the page at once, and not through all events that were looked at.
    expect(await page.evaluate(() => history.length)).toBe(entered);
  });

  it('shows the retention policy and a preview', async () => {
    await open('?view=cleanup');
    await visit.press('button', 'Preview the next run');
    await visit.get('table', 'Would be deleted now');
    await visit.photograph('cleanup');
    expect(await visit.barriers()).toEqual([]);
  });

  it('fits a phone', async () => {
    const { page } = await open(`?event=${await newest('front')}`, 390, 844);
    await visit.video();
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);
    await visit.photograph('phone');
    await visit.press('link', 'Back to the list');
    await page.waitForSelector('.page-entry', { visible: true });
    expect(await visit.barriers()).toEqual([]);
  });

  if (engine.name === 'Chromium') {
    it('is dark if the user prefers that', async () => {
      const { page } = await open(`?event=${await newest('front')}`);
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }]);
      await visit.seek(4);
      await visit.frame();
      await visit.photograph('dark');
      expect(await visit.barriers()).toEqual([]);
    });
  }

  describe('of a service that requires a key', () => {
    let open_: Service;
    beforeAll(async () => {
      open_ = service;
      service = await startService(home, { API_KEYS: KEY, ROLE: 'api' });
    });
    afterAll(async () => {
      await service.stop();
      service = open_;
    });

    it('prompts for it and plays clips by signed links', async () => {
      expected = [/401/];
      const id = await open_.call<{ events: { id: number }[] }>(
        'GET',
        '/api/events?camera_id=front',
      );
      const { page } = await open(`?event=${id.body.events[0]!.id}`);
      const field = await page.waitForSelector('input[type=password]');
      await visit.photograph('key');
      expect(await visit.barriers()).toEqual([]);
      await field!.type(`${KEY}x`);
      await page.keyboard.press('Enter');
      await page.waitForSelector('[role=alert]');
      await page.locator('input[type=password]').fill(KEY);
      await page.keyboard.press('Enter');
      expect(await visit.frame()).toBe(frameAt(6));
      const poster = await page.$eval('video', ({ poster: address }) => address);
      expect((await fetch(poster)).status).toBe(200);

      await page.locator('.page-share summary').click();
      await visit.press('button', 'Create link');
      const link = await (await page.waitForSelector('.page-share input'))!.evaluate(
        (input) => input.value,
      );
      expect(await visit.barriers()).toEqual([]);
      const response = await fetch(link);
      expect([response.status, response.headers.get('content-type')]).toEqual([
        200,
        expect.stringContaining('video/mp4'),
      ]);
      await response.body!.cancel();
      expect((await fetch(link.replace('signature=', 'signature=x'))).status).toBe(401);
    });
  });

  /** The newest event of a camera. */
  async function newest(camera: string): Promise<number> {
    const { body } = await service.call<{ events: { id: number }[] }>(
      'GET',
      `/api/events?camera_id=${camera}&limit=1`,
    );
    return body.events[0]!.id;
  }

  /** Presses the tab key until an element that matches has the focus. */
  async function tabTo(selector: string): Promise<void> {
    const isThere = () =>
      visit.page.evaluate((wanted) => document.activeElement?.matches(wanted), selector);
    for (let presses = 0; presses < 40; presses++) {
      if (await isThere()) return;
      await visit.page.keyboard.press('Tab');
    }
    throw new Error(`The tab key does not lead to ${selector}.`);
  }
}
