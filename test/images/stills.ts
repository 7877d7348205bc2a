import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileStills, type StillsJob } from '../../src/clips/make/stills/compile-stills.js';
import { FfmpegRunner } from '../../src/ffmpeg/ffmpeg-runner.js';
import { pictureSource } from '../support/footage/picture.js';
import { runFfmpeg } from '../support/footage/run-ffmpeg.js';

export type StillKind = 'jpg' | 'png' | 'webp';

/** The folders of one suite, for its stills and clips. */
export class Workplace {
  private count = 0;

  private constructor(
    private readonly root: string,
    readonly work: string,
  ) {}

  static async make(): Promise<Workplace> {
    const root = await mkdtemp(join(tmpdir(), 'event-clips-stills-'));
    const work = join(root, 'work');
    await mkdir(work);
    return new Workplace(root, work);
  }

  remove(): Promise<void> {
    return rm(this.root, { recursive: true });
  }

  async folder(): Promise<string> {
    const path = join(this.root, `stills ${this.count++}`);
    await mkdir(path);
    return path;
  }

  /** Stills whose pictures show the numbers `from`, `from` + 1 and so on. */
  async stills(
    count: number,
    options: { kind?: StillKind; size?: string; from?: number } = {},
  ): Promise<string[]> {
    const { kind = 'jpg', size = '320x180', from = 0 } = options;
    const source = pictureSource({ seconds: count, fps: 1, size, startNumber: from });
    return this.generate(source, kind, count);
  }

  /** A still of one colour, by FFmpeg's name for it. */
  async plain(color: string, options: { kind?: StillKind; size?: string } = {}): Promise<string> {
    const { kind = 'jpg', size = '320x180' } = options;
    const [path] = await this.generate(`color=${color}:s=${size}:r=1:d=1,format=rgb24`, kind, 1);
    return path!;
  }

  /** Compiles stills into a new file. */
  async compile(paths: string[], options: Partial<StillsJob> = {}, runner = new FfmpegRunner()) {
    const format = options.format ?? 'mp4';
    const output = join(await this.folder(), `clip.${format}`);
    const result = await compileStills(runner, {
      ...{ paths, fps: 2, format, gifMaxSeconds: 60, output, workFolder: this.work },
      ...options,
    });
    return { output, result };
  }

  /** Files that a compilation has left behind. */
  leftovers(): Promise<string[]> {
    return readdir(this.work);
  }

  private async generate(source: string, kind: StillKind, count: number): Promise<string[]> {
    const folder = await this.folder();
    const quality = kind === 'webp' ? ['-c:v', 'libwebp', '-q:v', '90'] : ['-q:v', '2'];
    const frames = ['-frames:v', String(count), '-start_number', '0'];
    await runFfmpeg([
      '-f',
      'lavfi',
      '-i',
      source,
      ...quality,
      ...frames,
      join(folder, `%d.${kind}`),
    ]);
    return Array.from({ length: count }, (_, i) => join(folder, `${i}.${kind}`));
  }
}

/** The colour of one pixel of every frame, `rrggbb`. */
export async function colorsAt(file: string, x: number, y: number): Promise<string[]> {
  const filter = `format=gbrp,crop=1:1:${x}:${y},format=rgb24`;
  const { out } = await runFfmpeg([
    ...['-i', file, '-vf', filter, '-fps_mode', 'passthrough', '-f', 'rawvideo', '-'],
  ]);
  return out.toString('hex').match(/.{6}/g) ?? [];
}

/** The largest difference between two colours in one channel, 0 to 255. */
export function colorDistance(a: string, b: string): number {
  const [one, other] = [Buffer.from(a, 'hex'), Buffer.from(b, 'hex')];
  return Math.max(...one.map((value, i) => Math.abs(value - other[i]!)));
}
