import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { readFrameNumbers } from '../../../support/footage.js';
import { runFfmpeg } from '../../../support/footage/run-ffmpeg.js';
import { colorDistance, colorsAt, Workplace } from './stills.js';

describe('An MP4 of still frames', () => {
  let workplace: Workplace;
  beforeAll(async () => (workplace = await Workplace.make()));
  afterAll(() => workplace.remove());

  const numbers = async (file: string) => (await readFrameNumbers(file)).map((f) => f.number);

  it.each([
    [1, 1],
    [1, 60],
    [2, 2],
    [8, 7],
    [30, 25],
    [130, 60],
  ])('shows each of %d stills once, at %d per second', async (count, fps) => {
    const paths = await workplace.stills(count);
    const progress: number[] = [];
    const { output, result } = await workplace.compile(paths, {
      fps,
      onProgress: (p) => progress.push(p),
    });
    expect(result).toEqual({
      ...{ frames: count, skipped: 0, unusable: [], width: 320, height: 180 },
      ...{ durationSeconds: count / fps, shown: paths },
    });
    const frames = await readFrameNumbers(output, { ignoreEditList: true });
    expect(frames.map((frame) => frame.number)).toEqual(paths.map((_, i) => i));
    frames.forEach(({ pts }, i) => expect(pts).toBeCloseTo(i / fps, 4));
    expect(await packetEnd(output)).toBeCloseTo(count / fps, 4);
    expect(progress.at(-1)).toBe(1);
  });

  it('has its index first, no edit list and the pixel format that browsers play', async () => {
    const { output } = await workplace.compile(await workplace.stills(3));
    const bytes = (await readFile(output)).toString('latin1');
    expect(bytes.indexOf('moov')).toBeLessThan(bytes.indexOf('mdat'));
    expect(bytes).not.toContain('elst');
    const { log } = await runFfmpeg(['-i', output, '-f', 'null', '-']);
    expect(log).toContain('yuv420p(tv, smpte170m/bt709/bt709, progressive)');
    expect(log).not.toContain('B-frames');
  });

  it('shows JPEG, PNG and WebP in any order', async () => {
    const jpg = await workplace.stills(12);
    const png = await workplace.stills(12, { kind: 'png' });
    const webp = await workplace.stills(12, { kind: 'webp' });
    const kinds = [webp, jpg, jpg, png, jpg, webp, png, png, jpg, jpg, webp, jpg];
    const { output, result } = await workplace.compile(
      kinds.map((kind, i) => kind[i]!),
      { fps: 60 },
    );
    expect(result).toMatchObject({ frames: 12, skipped: 0 });
    expect(await numbers(output)).toEqual(kinds.map((_, i) => i));
  });

  it('shows the colours of the stills, whatever their format', async () => {
    const colors = ['c04040', '4060c0', 'f0f0f0'];
    const paths: string[] = [];
    for (const color of colors) {
      for (const kind of ['jpg', 'png', 'webp'] as const) {
        paths.push(await workplace.plain(`0x${color}`, { kind }));
      }
    }
    const { output } = await workplace.compile(paths);
    const shown = await colorsAt(output, 160, 90);
    expect(shown).toHaveLength(paths.length);
    shown.forEach((color, i) =>
      expect(colorDistance(color, colors[Math.floor(i / 3)]!)).toBeLessThanOrEqual(5),
    );
  });

  it('shows upright what a camera was held for in any way', async () => {
    const upright = await workplace.stills(2);
    const held = [];
    for (let orientation = 1; orientation <= 8; orientation++) {
      held.push(await workplace.held(orientation + 1, orientation));
    }
    const { output, result } = await workplace.compile([...upright, ...held]);
    expect(result).toMatchObject({ frames: 10, skipped: 0, width: 320, height: 180 });
    expect(await numbers(output)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    const gif = await workplace.compile([...upright, ...held], { format: 'gif' });
    expect(await numbers(gif.output)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it.each(['mp4', 'gif'] as const)('shows what is transparent over black (%s)', async (format) => {
    const paths = [
      await workplace.transparent('white', 0.5, 'png'),
      await workplace.plain('white'),
      await workplace.transparent('white', 0.25, 'webp'),
      await workplace.transparent('red', 0, 'png'),
      await workplace.plain('0xc04040', { kind: 'png' }),
    ];
    const { output } = await workplace.compile(paths, { format });
    const shown = await colorsAt(output, 160, 90);
    const expected = ['808080', 'ffffff', '404040', '000000', 'c04040'];
    expect(shown.map((color, i) => colorDistance(color, expected[i]!) <= 5)).toEqual(
      expected.map(() => true),
    );
  });

  it('has the size of most stills, and the others are scaled', async () => {
    const small = await workplace.stills(3, { size: '160x90' });
    const large = await workplace.stills(3, { size: '640x360', from: 3 });
    const common = await workplace.stills(4, { from: 6 });
    const { output, result } = await workplace.compile([...small, ...large, ...common]);
    expect(result).toMatchObject({ frames: 10, width: 320, height: 180 });
    expect(await numbers(output)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('keeps the proportions of each still and fills the rest with black', async () => {
    const wide = await workplace.plain('white', { size: '400x50' });
    const tall = await workplace.plain('white', { size: '30x180', kind: 'png' });
    const tiny = await workplace.plain('white', { size: '2x600' });
    const [first, second] = await workplace.stills(2);
    const { output } = await workplace.compile([wide, first!, tall, second!, tiny]);
    const isWhite = async (x: number, y: number) =>
      (await colorsAt(output, x, y)).map((color) => colorDistance(color, 'ffffff') < 10);
    const isBlack = async (x: number, y: number) =>
      (await colorsAt(output, x, y)).map((color) => colorDistance(color, '000000') < 10);
    expect((await isWhite(160, 90)).filter((_, i) => i % 2 === 0)).toEqual([true, true, false]);
    expect((await isWhite(4, 90))[0]).toBe(true);
    expect((await isBlack(160, 60))[0]).toBe(true);
    expect((await isWhite(160, 4))[2]).toBe(true);
    expect((await isBlack(130, 90))[2]).toBe(true);
    expect((await isBlack(100, 90))[4]).toBe(true);
  });

  it.each([
    ['321x181', 320, 180],
    ['319x180', 318, 180],
    ['320x181', 320, 180],
  ])('shows stills of %s as %dx%d without resampling', async (size, width, height) => {
    const odd = await workplace.stills(3, { size });
    const even = await workplace.stills(2, { from: 3 });
    const { output, result } = await workplace.compile([...odd, ...even]);
    expect(result).toMatchObject({ frames: 5, width, height });
    expect(await numbers(output)).toEqual([0, 1, 2, 3, 4]);
  });

  it.each([
    ['1x1', 2, 2],
    ['17x3000', 16, 3000],
    ['5000x100', 4096, 82],
  ])('shows stills of %s as %dx%d', async (size, width, height) => {
    const { result } = await workplace.compile([
      await workplace.plain('red', { size, kind: 'png' }),
    ]);
    expect(result).toMatchObject({ frames: 1, width, height });
  });

  it('shows a thousand stills', async () => {
    const paths = await workplace.stills(10);
    const thousand = Array.from({ length: 1000 }, (_, i) => paths[(i * 7) % 10]!);
    const { output, result } = await workplace.compile(thousand, { fps: 60 });
    expect(result).toMatchObject({ frames: 1000, skipped: 0 });
    expect(await numbers(output)).toEqual(thousand.map((_, i) => (i * 7) % 10));
  });
});

/** Where the last frame ends, in seconds. */
async function packetEnd(file: string): Promise<number> {
  const { out } = await runFfmpeg(['-i', file, '-c', 'copy', '-f', 'framecrc', '-']);
  const timeBase = /#tb 0: (\d+)\/(\d+)/.exec(out.toString())!;
  const [, , pts, duration] = out.toString().trim().split('\n').at(-1)!.split(',').map(Number);
  return ((pts! + duration!) * Number(timeBase[1])) / Number(timeBase[2]);
}
