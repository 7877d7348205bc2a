import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, open, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { FfmpegRunner, type RunOptions } from '../../src/ffmpeg/ffmpeg-runner.js';
import { readFrameNumbers } from '../support/footage.js';
import { pictureSource } from '../support/footage/picture.js';
import { runFfmpeg } from '../support/footage/run-ffmpeg.js';
import { type StillKind, Workplace } from './stills.js';

describe('stills that are no pictures', () => {
  let place: Workplace;
  let folder: string;
  let sound: string[];
  beforeAll(async () => {
    place = await Workplace.make();
    sound = await place.stills(6);
  });
  afterAll(() => place.remove());
  beforeEach(async () => {
    folder = await place.folder();
  });

  const numbers = async (file: string) => (await readFrameNumbers(file)).map((f) => f.number);

  async function truncated(kind: StillKind): Promise<string> {
    const [path] = await place.stills(1, { kind, from: 99 });
    await truncate(path!, Math.floor((await readFile(path!)).length / 2));
    return path!;
  }

  async function withoutTail(kind: StillKind): Promise<string> {
    const [path] = await place.stills(1, { kind, from: 99 });
    const bytes = await readFile(path!);
    await writeFile(path!, bytes.fill(0, bytes.length >> 1));
    return path!;
  }

  async function file(name: string, content: string | Buffer): Promise<string> {
    const path = join(folder, name);
    await writeFile(path, content);
    return path;
  }

  it.each<[string, () => Promise<string>]>([
    ['a truncated JPEG', () => truncated('jpg')],
    ['a truncated PNG', () => truncated('png')],
    ['a truncated WebP', () => truncated('webp')],
    ['a JPEG that ends in zeros', () => withoutTail('jpg')],
    ['a PNG that ends in zeros', () => withoutTail('png')],
    ['a WebP that ends in zeros', () => withoutTail('webp')],
    ['an empty file', () => file('empty.jpg', '')],
    ['text', () => file('text.jpg', 'This is no picture.')],
    ['a file that is not there', () => Promise.resolve(join(folder, 'missing.jpg'))],
    ['a folder', () => mkdir(join(folder, 'folder.jpg')).then(() => join(folder, 'folder.jpg'))],
    [
      'a pipe that nobody writes to',
      () =>
        promisify(execFile)('mkfifo', [join(folder, 'pipe.jpg')]).then(() =>
          join(folder, 'pipe.jpg'),
        ),
    ],
    ['a PNG of 90,000 megapixels', () => file('bomb.png', pngHeader(300_000, 300_000))],
    [
      'a JPEG of 200 MiB',
      async () => {
        const path = join(folder, 'huge.jpg');
        await copyFile(sound[0]!, path);
        const handle = await open(path, 'r+');
        await handle.truncate(200 * 1024 * 1024);
        await handle.close();
        return path;
      },
    ],
  ])('passes over %s, and counts it', async (_, make) => {
    const bad = await make();
    const [a, b, c] = sound as [string, string, string];
    const { output, told } = await place.compile([bad, a, b, bad, c, bad]);
    expect(told).toMatchObject({ frames: 3, skipped: 3, durationSeconds: 1.5 });
    const frames = await readFrameNumbers(output);
    expect(frames).toEqual([0, 1, 2].map((number, i) => ({ number, pts: i / 2 })));
    await expect(place.compile([bad, bad])).rejects.toMatchObject({ code: 'NO_VALID_IMAGES' });
    expect(await place.leftovers()).toEqual([]);
  });

  it('makes the clip of one sound still among many damaged ones', async () => {
    const bad = await truncated('jpg');
    const { output, told } = await place.compile([...Array<string>(20).fill(bad), sound[4]!, bad]);
    expect(told).toMatchObject({ frames: 1, skipped: 21 });
    expect(await numbers(output)).toEqual([4]);
  });

  it('takes a file of several pictures for its first', async () => {
    const twin = async (kind: StillKind) => {
      const [one, other] = await place.stills(2, { kind, from: 40 });
      return file(`twin.${kind}`, Buffer.concat([await readFile(one!), await readFile(other!)]));
    };
    const animation = join(folder, 'animation.png');
    const source = pictureSource({ seconds: 3, fps: 1, size: '320x180', startNumber: 50 });
    await runFfmpeg(['-f', 'lavfi', '-i', source, '-f', 'apng', animation]);
    const paths = [await twin('jpg'), animation, await twin('png'), sound[0]!, await twin('webp')];
    const { output, told } = await place.compile([...paths, sound[1]!], { fps: 60 });
    expect(told).toMatchObject({ frames: 6, skipped: 0 });
    expect(await numbers(output)).toEqual([40, 50, 40, 0, 40, 1]);
  });

  it('refuses an empty list', async () => {
    await expect(place.compile([])).rejects.toMatchObject({ code: 'NO_VALID_IMAGES' });
  });

  it('takes stills with any names', async () => {
    const names = [
      "it's 'quoted'.jpg",
      'with  spaces .jpg',
      'Einfahrt – ü 駐車場 📷.jpg',
      'two\nlines.jpg',
      "'\nfile 'x.jpg",
      '%d.jpg',
      '[0-9]*?.jpg',
      '-f.jpg',
      'http:x.jpg',
      'back\\slash.jpg',
      'no extension',
      'really a JPEG.png',
      'playlist.m3u8',
    ];
    const stills = await place.stills(names.length);
    const paths = names.map((name) => join(folder, name));
    for (const [i, path] of paths.entries()) await copyFile(stills[i]!, path);
    const { output, told } = await place.compile(paths);
    expect(told).toMatchObject({ frames: names.length, skipped: 0 });
    expect(await numbers(output)).toEqual(names.map((_, i) => i));
  });

  describe('scripts in the guise of a still', () => {
    let canary: Server;
    let asked: number;
    let address: string;
    beforeAll(async () => {
      canary = createServer((_, response) => {
        asked++;
        response.end();
      }).listen(0, '127.0.0.1');
      await once(canary, 'listening');
      address = `http://127.0.0.1:${(canary.address() as AddressInfo).port}/canary.ts`;
    });
    afterAll(() => {
      canary.close();
    });
    beforeEach(() => {
      asked = 0;
    });

    const kinds: [string, (address: string) => string][] = [
      ['concat script', (url) => `ffconcat version 1.0\nfile '${url}'\n`],
      ['playlist', (url) => `#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n${url}\n`],
    ];

    it.each(kinds)('are passed over: %s', async (_, script) => {
      const path = await file('still.jpg', script(address));
      const { output, told } = await place.compile([sound[0]!, path, sound[1]!]);
      expect(told).toMatchObject({ frames: 2, skipped: 1 });
      expect(await numbers(output)).toEqual([0, 1]);
      expect(asked).toBe(0);
    });

    it.each(kinds)('reach nothing when they replace a still seen before: %s', async (_, script) => {
      for (const kind of ['jpg', 'png'] as const) {
        const stills = await place.stills(2, { kind });
        for (const at of [0, 1]) {
          const runner = new MeddlingRunner(() => writeFile(stills[at]!, script(address)));
          await place.compile(stills, {}, runner).catch(() => null);
        }
      }
      expect(asked).toBe(0);
    });
  });

  it.each([0, 1, 3])(
    'says so when a still disappears meanwhile, rather than show a shorter clip: %d',
    async (gone) => {
      const stills = await place.stills(4);
      const runner = new MeddlingRunner(() => rm(stills[gone]!, { force: true }));
      await expect(place.compile(stills, {}, runner)).rejects.toMatchObject({
        code: 'UNREADABLE_SOURCE',
      });
      expect(await place.leftovers()).toEqual([]);
    },
  );

  it('leaves nothing in the work folder when FFmpeg fails', async () => {
    const output = join(folder, 'missing', 'clip.mp4');
    await expect(place.compile(sound, { output })).rejects.toMatchObject({ code: 'FFMPEG_FAILED' });
    expect(await place.leftovers()).toEqual([]);
  });

  it('leaves nothing in the work folder when it is aborted', async () => {
    const many = Array.from({ length: 1000 }, (_, i) => sound[i % 6]!);
    const abort = new AbortController();
    const compiled = place.compile(many, {
      fps: 60,
      signal: abort.signal,
      onProgress: () => abort.abort(),
    });
    await expect(compiled).rejects.toMatchObject({ code: 'ABORTED' });
    expect(await place.leftovers()).toEqual([]);
  });
});

/** Does something to the stills before each run, when they have been looked at already. */
class MeddlingRunner extends FfmpegRunner {
  constructor(private readonly meddle: () => Promise<void>) {
    super();
  }

  override async ffmpeg(args: readonly string[], options?: RunOptions) {
    await this.meddle();
    return super.ffmpeg(args, options);
  }
}

function pngHeader(width: number, height: number): Buffer {
  const header = Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR........\x08\x02\0\0\0', 'latin1');
  header.writeUInt32BE(width, 16);
  header.writeUInt32BE(height, 20);
  return header;
}
