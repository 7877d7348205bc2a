import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'puppeteer-core';
import type { Info } from '../support/api.js';
import { createHome, type Home } from '../support/home.js';
import { type Service, startService } from '../support/service.js';
import { describeInEngines, launch } from './engines.js';
import {
  file,
  framesOf,
  makeNumbered,
  numberAt,
  type NumberedKind,
  variableTimeOf,
} from './numbered-clips.js';
import { settled, showVideo } from './picture-on-show.js';
import { Visit } from './visit.js';

const AUDIO = { audio: 'aac-48k' } as const;

/** There is a keyframe every two seconds. */
const KINDS: Record<string, NumberedKind> = {
  'with an encoded head': { files: [file()], from: 2.6, seconds: 3, method: 'smart' },
  'that begins on a keyframe': { files: [file()], from: 4, seconds: 3, method: 'copy' },
  'with B-frames and sound': {
    files: [file({ bFrames: 2, ...AUDIO })],
    from: 3.2,
    seconds: 3,
    method: 'smart',
  },
  'of a varying frame rate': {
    files: [file({ vfr: true })],
    from: 2.6,
    seconds: 3,
    method: 'smart',
    timeOf: variableTimeOf,
  },
  'encoded from HEVC': {
    files: [file({ codec: 'libx265' })],
    from: 2.6,
    seconds: 3,
    method: 'transcode',
  },
  'encoded from MPEG-4 with G.711': {
    files: [file({ codec: 'mpeg4', container: 'mkv', audio: 'pcm_mulaw' })],
    from: 2.6,
    seconds: 3,
    method: 'transcode',
  },
  'of recordings of several kinds, with a gap': {
    files: [
      file(AUDIO, 0, 4),
      file({ ...AUDIO, profile: 'baseline' }, 4, 4),
      file({ ...AUDIO, bFrames: 2 }, 10, 4),
    ],
    from: 2.6,
    seconds: 10,
    method: 'smart',
  },
};

describe('A frame that a browser shows', () => {
  let home: Home;
  let service: Service;
  const clips = new Map<string, Info>();

  beforeAll(async () => {
    home = await createHome();
    service = await startService(home);
    await Promise.all(
      Object.entries(KINDS).map(async ([name, kind]) =>
        clips.set(name, await makeNumbered(home, service, name, kind)),
      ),
    );
  }, 60_000);
  afterAll(async () => {
    await service?.stop();
    await home.remove();
  });

  describeInEngines('each frame', (engine) => {
    let browser: Browser;
    let downloads: string;
    let visit: Visit;
    beforeAll(async () => {
      downloads = await mkdtemp(join(tmpdir(), 'event-clips-downloads-'));
      browser = await launch(engine, downloads);
      visit = await Visit.open(browser, service.origin);
    }, 60_000);
    afterAll(async () => {
      await browser?.close();
      await rm(downloads, { recursive: true, force: true });
    });

    it.each(Object.entries(KINDS))('is the right one in a clip %s', async (name, kind) => {
      const clip = clips.get(name)!;
      expect(clip).toMatchObject({ status: 'completed', method: kind.method });
      const frames = framesOf(kind, clip);
      const video = await visit.page.evaluateHandle(showVideo, clip.clip_url!);
      await video.evaluate(settled);
      expect(await visit.frame()).toBe(frames[0]!.number);

      const numbers = frames.map(({ number }) => number);
      const joins = kind.files.slice(1).map(({ from }) => numbers.indexOf(numberAt(from)));
      for (const index of [...joins.flatMap((join) => [join - 1, join]), frames.length - 1, 0]) {
        const { startsAt, endsAt } = frames[index]!;
        await visit.seek((startsAt + endsAt) / 2);
        expect([index, await visit.frame()]).toEqual([index, numbers[index]]);
      }
    });
  });
});
