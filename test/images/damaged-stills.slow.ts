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

describe('A clip of still frames, some of which are no pictures', () => {
  let workplace: Workplace;
  let folder: string;
  let valid: string[];
  beforeAll(async () => {
    workplace = await Workplace.make();
    valid = await workplace.stills(6);
  });
  afterAll(() => workplace.remove());
  beforeEach(async () => {
    folder = await workplace.folder();
  });

  const numbers = async (file: string) => (await readFrameNumbers(file)).map((f) => f.number);

  async function truncated(kind: StillKind): Promise<string> {
    const [path] = await workplace.stills(1, { kind, from: 99 });
    await truncate(path!, Math.floor((await readFile(path!)).length / 2));
    return path!;
  }

  async function withoutTail(kind: StillKind): Promise<string> {
    const [path] = await workplace.stills(1, { kind, from: 99 });
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
      'a pipe without a writer',
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
        await copyFile(valid[0]!, path);
        const handle = await open(path, 'r+');
        await handle.truncate(200 * 1024 * 1024);
        await handle.close();
        return path;
      },
    ],
  ])('leaves out %s and counts it', async (_, make) => {
    const bad = await make();
    const [a, b, c] = valid as [string, string, string];
    const { output, result } = await workplace.compile([bad, a, b, bad, c, bad]);
    expect(result).toMatchObject({ frames: 3, skipped: 3, durationSeconds: 1.5 });
    const frames = await readFrameNumbers(output);
    expect(frames).toEqual([0, 1, 2].map((number, i) => ({ number, pts: i / 2 })));
    await expect(workplace.compile([bad, bad])).rejects.toMatchObject({ code: 'NO_VALID_IMAGES' });
    expect(await workplace.leftovers()).toEqual([]);
  });

  it('shows the one valid still among many damaged ones', async () => {
    const bad = await truncated('jpg');
    const { output, result } = await workplace.compile([
      ...Array<string>(20).fill(bad),
      valid[4]!,
      bad,
    ]);
    expect(result).toMatchObject({ frames: 1, skipped: 21 });
    expect(await numbers(output)).toEqual([4]);
  });

  it('shows the first picture of a file with several', async () => {
    const twin = async (kind: StillKind) => {
      const [one, other] = await workplace.stills(2, { kind, from: 40 });
      return file(`twin.${kind}`, Buffer.concat([await readFile(one!), await readFile(other!)]));
    };
    const animation = join(folder, 'animation.png');
    const source = pictureSource({ seconds: 3, fps: 1, size: '320x180', startNumber: 50 });
    await runFfmpeg(['-f', 'lavfi', '-i', source, '-f', 'apng', animation]);
    const paths = [await twin('jpg'), animation, await twin('png'), valid[0]!, await twin('webp')];
    const { output, result } = await workplace.compile([...paths, valid[1]!], { fps: 60 });
    expect(result).toMatchObject({ frames: 6, skipped: 0 });
    expect(await numbers(output)).toEqual([40, 50, 40, 0, 40, 1]);
  });

  it('is refused for an empty list', async () => {
    await expect(workplace.compile([])).rejects.toMatchObject({ code: 'NO_VALID_IMAGES' });
  });

  it('shows stills with any names', async () => {
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
    const stills = await workplace.stills(names.length);
    const paths = names.map((name) => join(folder, name));
    for (const [i, path] of paths.entries()) await copyFile(stills[i]!, path);
    const { output, result } = await workplace.compile(paths);
    expect(result).toMatchObject({ frames: names.length, skipped: 0 });
    expect(await numbers(output)).toEqual(names.map((_, i) => i));
  });

  describe('with scripts that are named like a still', () => {
    let canary: Server;
    let requests: number;
    let address: string;
    beforeAll(async () => {
      canary = createServer((_, response) => {
        requests++;
        response.end();
      }).listen(0, '127.0.0.1');
      await once(canary, 'listening');
      address = `http://127.0.0.1:${(canary.address() as AddressInfo).port}/canary.ts`;
    });
    afterAll(() => {
      canary.close();
    });
    beforeEach(() => {
      requests = 0;
    });

    const kinds: [string, (address: string) => string][] = [
      ['concat script', (url) => `ffconcat version 1.0\nfile '${url}'\n`],
      ['playlist', (url) => `#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n${url}\n`],
    ];

    it.each(kinds)('leaves them out: %s', async (_, script) => {
      const path = await file('still.jpg', script(address));
      const { output, result } = await workplace.compile([valid[0]!, path, valid[1]!]);
      expect(result).toMatchObject({ frames: 2, skipped: 1 });
      expect(await numbers(output)).toEqual([0, 1]);
      expect(requests).toBe(0);
    });

    it.each(kinds)(
      'opens no address of them when they replace a still meanwhile: %s',
      async (_, script) => {
        for (const kind of ['jpg', 'png'] as const) {
          const stills = await workplace.stills(2, { kind });
          for (const at of [0, 1]) {
            const runner = new MeddlingRunner(() => writeFile(stills[at]!, script(address)));
            await workplace.compile(stills, {}, runner).catch(() => null);
          }
        }
        expect(requests).toBe(0);
      },
    );
  });

  it.each([0, 1, 3])(
    'fails rather than become shorter when a still disappears meanwhile: %d',
    async (gone) => {
      const stills = await workplace.stills(4);
      const runner = new MeddlingRunner(() => rm(stills[gone]!, { force: true }));
      await expect(workplace.compile(stills, {}, runner)).rejects.toMatchObject({
        code: 'UNREADABLE_SOURCE',
      });
      expect(await workplace.leftovers()).toEqual([]);
    },
  );

  it('leaves nothing in the work folder when FFmpeg fails', async () => {
    const output = join(folder, 'missing', 'clip.mp4');
    await expect(workplace.compile(valid, { output })).rejects.toMatchObject({
      code: 'FFMPEG_FAILED',
    });
    expect(await workplace.leftovers()).toEqual([]);
  });

  it('leaves nothing in the work folder when it is aborted', async () => {
    const many = Array.from({ length: 1000 }, (_, i) => valid[i % 6]!);
    const abort = new AbortController();
    const compiled = workplace.compile(many, {
      fps: 60,
      signal: abort.signal,
      onProgress: () => abort.abort(),
    });
    await expect(compiled).rejects.toMatchObject({ code: 'ABORTED' });
    expect(await workplace.leftovers()).toEqual([]);
  });
});

/** Changes the stills before each run, when they have been read already. */
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
