import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileStills, type StillsJob } from '../../../../src/clips/make/stills/compile-stills.js';
import { NOT_ISOLATED } from '../../../../src/isolation/file-isolation.js';
import { FfmpegRunner } from '../../../../src/ffmpeg/ffmpeg-runner.js';
import { pictureSource } from '../../../support/footage/picture.js';
import { runFfmpeg } from '../../../support/footage/run-ffmpeg.js';

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

  /** A still of one colour with an opacity from 0 to 1. */
  async transparent(color: string, opacity: number, kind: 'png' | 'webp'): Promise<string> {
    const source = `color=${color}@${opacity}:s=320x180:r=1:d=1,format=rgba`;
    const [path] = await this.generate(source, kind, 1, kind === 'webp' ? ['-lossless', '1'] : []);
    return path!;
  }

  /** A still whose picture shows this number, by a camera that was held in this way. */
  async held(number: number, orientation: number): Promise<string> {
    const picture = pictureSource({ seconds: 1, fps: 1, size: '320x180', startNumber: number });
    const [path] = await this.generate(`${picture},${HELD[orientation]!}`, 'jpg', 1);
    const jpeg = await readFile(path!);
    await writeFile(
      path!,
      Buffer.concat([jpeg.subarray(0, 2), exif(orientation), jpeg.subarray(2)]),
    );
    return path!;
  }

  /** Compiles stills into a new file. */
  async compile(paths: string[], options: Partial<StillsJob> = {}, runner = new FfmpegRunner()) {
    const format = options.format ?? 'mp4';
    const output = join(await this.folder(), `clip.${format}`);
    const result = await compileStills(runner, {
      ...{ paths, fps: 2, format, gifMaxSeconds: 60, output, workFolder: this.work },
      footage: NOT_ISOLATED,
      ...options,
    });
    return { output, result };
  }

  /** Files that a compilation has left behind. */
  leftovers(): Promise<string[]> {
    return readdir(this.work);
  }

  private async generate(
    source: string,
    kind: StillKind,
    count: number,
    more: readonly string[] = [],
  ): Promise<string[]> {
    const folder = await this.folder();
    const quality = kind === 'webp' ? ['-c:v', 'libwebp', '-q:v', '90'] : ['-q:v', '2'];
    const frames = ['-frames:v', String(count), '-start_number', '0'];
    await runFfmpeg([
      '-f',
      'lavfi',
      '-i',
      source,
      ...quality,
      ...more,
      ...frames,
      join(folder, `%d.${kind}`),
    ]);
    return Array.from({ length: count }, (_, i) => join(folder, `${i}.${kind}`));
  }
}

/** What a camera's sensor sees of an upright picture, by the orientation that Exif data then has. */
const HELD: Readonly<Record<number, string>> = {
  1: 'null',
  2: 'hflip',
  3: 'hflip,vflip',
  4: 'vflip',
  5: 'transpose=cclock_flip',
  6: 'transpose=cclock',
  7: 'transpose=clock_flip',
  8: 'transpose=clock',
};

/** An APP1 segment with a directory of one entry. */
function exif(orientation: number): Buffer {
  const tiff = `4d4d002a00000008 0001 011200030000000100${orientation.toString(16).padStart(2, '0')}0000 00000000`;
  const content = Buffer.from(`457869660000${tiff.replaceAll(' ', '')}`, 'hex');
  const head = Buffer.from('ffe10000', 'hex');
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, content]);
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
