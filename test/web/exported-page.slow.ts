import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { Browser, Page } from 'puppeteer-core';
import { eventually } from '../support/eventually.js';
import { createHome, type Home } from '../support/home.js';
import { type Service, startService } from '../support/service.js';
import { describeInEngines, launch } from './engines.js';
import { numberOnShow, settled } from './picture-on-show.js';

const run = promisify(execFile);
const STARTED = '2026-01-03T10:00:00.000Z';
const at = (seconds: number) => new Date(Date.parse(STARTED) + seconds * 1000).toISOString();

describe('The page of an unpacked export', () => {
  let home: Home;
  let service: Service;
  let folder: string;

  beforeAll(async () => {
    home = await createHome();
    service = await startService(home, { CAMERA_TIMEZONE: 'Europe/Berlin' });
    const file_path = await home.video('yard.mp4', { seconds: 6 });
    await service.recording({ camera_id: 'yard <1>', file_path, started_at: at(0) });
    const items = [{ camera_id: 'yard <1>', from: at(2), to: at(5) }];
    const { body } = await service.call<{ id: number }>(
      'POST',
      '/api/exports',
      JSON.stringify({ name: 'Case "12"', items }),
    );
    const isMade = async () =>
      (await service.call<{ status: string }>('GET', `/api/exports/${body.id}`)).body.status ===
      'completed';
    await eventually(isMade);
    folder = await mkdtemp(join(tmpdir(), 'exported-page-'));
    await writeFile(
      join(folder, 'case.zip'),
      await service.download(`/api/media/exports/${body.id}.zip`),
    );
    await run('unzip', ['-q', 'case.zip'], { cwd: folder }).catch(() =>
      run('python3', ['-m', 'zipfile', '-e', 'case.zip', '.'], { cwd: folder }),
    );
  });
  afterAll(async () => {
    await service?.stop();
    await home?.remove();
    if (folder) await rm(folder, { recursive: true });
  });

  describeInEngines('shows the clip, its poster and the time of day', (engine) => {
    let browser: Browser;
    let page: Page;
    const requests: string[] = [];

    beforeAll(async () => {
      browser = await launch(engine, folder);
      page = await browser.newPage();
      page.on('request', (request) => requests.push(request.url()));
      await page.goto(pathToFileURL(join(folder, 'index.html')).href);
    });
    afterAll(() => browser?.close());

    it('without any other host', async () => {
      expect(await page.title()).toBe('Case "12"');
      expect(await page.$eval('h2', (heading) => heading.textContent)).toBe('1. yard <1>');
      const video = (await page.$('video'))!;
      const poster = await video.evaluate(async ({ poster: src }) => {
        const image = Object.assign(new Image(), { src });
        await image.decode();
        return [image.naturalWidth, image.naturalHeight];
      });
      expect(poster).toEqual([320, 180]);
      await video.evaluate((element) => {
        element.muted = true;
        element.preload = 'auto';
        element.currentTime = 1.5;
      });
      await video.evaluate(settled);
      const shown = await video.evaluate((element) => [element.videoWidth, element.currentTime]);
      expect(shown).toEqual([320, 1.5]);
      // The clip begins two seconds into the footage, which has 15 frames a second. Chromium lets no page read pixels
      // of files.
      if (engine.name !== 'Chromium') expect(await video.evaluate(numberOnShow)).toBe(52);
      const cues = await video.evaluate(async ({ textTracks: [track] }) => {
        track!.mode = 'showing';
        while (!track!.activeCues?.length) await new Promise(requestAnimationFrame);
        return [...track!.activeCues].map((cue) => (cue as VTTCue).text);
      });
      expect(cues).toEqual(['yard &lt;1&gt; 2026-01-03 11:00:03 +01:00']);
      expect(requests.filter((url) => !/^(file|data|blob):/.test(url))).toEqual([]);
    });
  });
});
