import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type GatedFfmpeg, gatedFfmpeg } from '../support/gated-ffmpeg.js';
import { createHome, type Home } from '../support/home.js';
import { type Service, startService } from '../support/service.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import type { Browser } from 'puppeteer-core';
import { describeIn, launch } from './engines.js';
import { file, framesOf, makeNumbered, numberAt, type NumberedKind } from './numbered-clips.js';
import { Visit } from './visit.js';

const KIND: NumberedKind = {
  files: [file({ codec: 'libx265', openGop: true, bFrames: 2, audio: 'aac-48k' })],
  ...{ from: 2.6, seconds: 3, method: 'smart' },
};
/** The keyframe at which the encoded head of the clip ends. */
const SEAM = numberAt(4);

/** Debian's Chromium plays no HEVC; Firefox may, by the FFmpeg of the system. */
describeIn('Chromium', 'A clip of HEVC', (engine) => {
  let home: Home;
  let gate: GatedFfmpeg;
  let service: Service;
  let downloads: Awaited<ReturnType<typeof temporaryFolder>>;
  let browser: Browser;

  beforeAll(async () => {
    home = await createHome();
    gate = await gatedFfmpeg(home.data('gate'));
    downloads = await temporaryFolder();
    service = await startService(home, { CLIP_VIDEO_CODEC: 'original', ...gate.settings });
    browser = await launch(engine, downloads.path);
  });
  afterAll(async () => {
    await browser?.close();
    await gate?.open();
    await service?.stop();
    await downloads?.remove();
    await home?.remove();
  });

  it('is converted where the browser cannot play it, and shows the same frames', async () => {
    const clip = await makeNumbered(home, service, 'yard', KIND);
    expect(clip).toMatchObject({ method: KIND.method, video_codec: 'hevc' });
    await gate.shut();
    const visit = await Visit.open(browser, `${service.origin}/?event=${clip.event_id}`);
    const { page } = visit;
    const answer = await page.evaluate(
      (type) => document.createElement('video').canPlayType(type),
      `video/mp4; codecs="${clip.codecs}"`,
    );
    expect(answer).toBe('');
    await visit.get('progressbar', 'Converting the clip');
    await gate.started(1);
    expect(await page.$('video')).toBeNull();
    await visit.photograph('converting');
    expect(await visit.barriers()).toEqual([]);

    await gate.open();
    const video = await visit.video();
    expect(await video.evaluate(({ src }) => src)).toContain('rendition=h264');
    const frames = framesOf(KIND, clip);
    const numbers = frames.map(({ number }) => number);
    expect(await visit.frame()).toBe(numbers[0]);
    const seam = numbers.indexOf(SEAM);
    for (const index of [seam - 1, seam, seam + 1, frames.length - 1]) {
      const { startsAt, endsAt } = frames[index]!;
      await visit.seek((startsAt + endsAt) / 2);
      expect([index, await visit.frame()]).toEqual([index, numbers[index]]);
    }
    expect(await gate.runs()).toHaveLength(1);
    expect(visit.complaints).toEqual([]);
  });
});
