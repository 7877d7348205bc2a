import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'puppeteer-core';
import type { Info } from '../support/api.js';
import type { FootageOptions } from '../support/footage.js';
import { createHome, type Home } from '../support/home.js';
import { type Service, startService } from '../support/service.js';
import { describeInEngines, launch } from './engines.js';
import { settled } from './picture-on-show.js';
import { Visit } from './visit.js';

const FPS = 15;
const STARTED = Date.parse('2026-01-03T10:00:00Z');
const at = (seconds: number) => new Date(STARTED + seconds * 1000).toISOString();

interface Kind {
  /** Recordings; the numbers in their frames continue from one to the next. */
  readonly files: readonly (FootageOptions & { from: number; seconds: number })[];
  /** Where the clip begins, and its length, in seconds. */
  readonly from: number;
  readonly seconds: number;
  readonly method: Info['method'];
  /** When a frame is shown, in seconds. Default: at a constant rate of `FPS`. */
  readonly timeOf?: (number: number) => number;
}

const file = (options: FootageOptions = {}, from = 0, seconds = 8) => ({
  ...options,
  from,
  seconds,
});
const AUDIO = { audio: 'aac-48k' } as const;

/** There is a keyframe every two seconds. */
const KINDS: Record<string, Kind> = {
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
    timeOf: (number) => (number + 0.33 * Math.sin(1.7 * number)) / FPS,
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
      Object.entries(KINDS).map(async ([name, kind]) => clips.set(name, await clipOf(name, kind))),
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
      const frames = framesOf(kind, clip.frames!);
      await show(clip.clip_url!);
      expect(await visit.frame()).toBe(frames[0]);

      const times = frames.map((number, index) => timeIn(kind, frames[0]!, number, index));
      const joins = kind.files.slice(1).map(({ from }) => frames.indexOf(from * FPS));
      for (const index of [...joins.flatMap((join) => [join - 1, join]), frames.length - 1, 0]) {
        const end = times[index + 1] ?? clip.duration_seconds!;
        await visit.seek((times[index]! + end) / 2);
        expect([index, await visit.frame()]).toEqual([index, frames[index]]);
      }
    });

    /** Replaces the content of the page with the clip. */
    async function show(clipUrl: string): Promise<void> {
      const video = await visit.page.evaluateHandle((address) => {
        const element = document.createElement('video');
        element.src = address;
        element.preload = 'auto';
        element.muted = true;
        document.body.replaceChildren(element);
        return element;
      }, clipUrl);
      await video.evaluate(settled);
    }
  });

  async function clipOf(name: string, { files, from, seconds }: Kind): Promise<Info> {
    for (const [index, { from: begins, ...options }] of files.entries()) {
      const path = await home.video(
        `${name.replaceAll(' ', '-')}-${index}.${containerOf(options)}`,
        {
          ...options,
          startNumber: begins * FPS,
        },
      );
      await service.recording({ camera_id: name, file_path: path, started_at: at(begins) });
    }
    const id = await service.event({ camera_id: name, started_at: at(from) });
    const window = { start_offset_seconds: 0, end_offset_seconds: seconds };
    const { body } = await service.generate(id, window, { Prefer: 'wait=50' });
    expect(body).toMatchObject({ status: 'completed' });
    return service.info(id);
  }
});

function containerOf({ container = 'mp4' }: FootageOptions): string {
  return container;
}

/** The numbers of the clip's frames: those that begin in the interval, and up to two more after B-frames. */
function framesOf({ files, from, seconds, timeOf = timeOfFrame }: Kind, count: number): number[] {
  const all = files.flatMap((one) =>
    Array.from({ length: one.seconds * FPS }, (_, index) => one.from * FPS + index),
  );
  const isIn = (number: number) =>
    timeOf(number) >= from - 1e-6 && timeOf(number) < from + seconds - 1e-6;
  const [first, inside] = [all.findIndex(isIn), all.filter(isIn).length];
  expect(count - inside).toBeGreaterThanOrEqual(0);
  expect(count - inside).toBeLessThanOrEqual(2);
  return all.slice(first, first + count);
}

/** When the clip, which has no gaps, shows a frame. */
function timeIn({ timeOf }: Kind, first: number, number: number, index: number): number {
  return timeOf ? timeOf(number) - timeOf(first) : index / FPS;
}

function timeOfFrame(number: number): number {
  return number / FPS;
}
