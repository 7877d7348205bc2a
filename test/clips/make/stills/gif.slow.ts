import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { readFrameNumbers } from '../../../support/footage.js';
import { colorDistance, colorsAt, Workplace } from './stills.js';

describe('A GIF of still frames', () => {
  let workplace: Workplace;
  beforeAll(async () => (workplace = await Workplace.make()));
  afterAll(() => workplace.remove());

  it.each([
    [1, 2, [50]],
    [4, 2, [50, 50, 50, 50]],
    [5, 3, [33, 34, 33, 33, 33]],
    [6, 50, [2, 2, 2, 2, 2, 2]],
    [6, 60, [2, 2, 2, 2, 2, 2]],
  ])('shows each of %d stills once, at %d per second, for ever', async (count, fps, delays) => {
    const paths = await workplace.stills(count, { size: '640x360' });
    const { output, result } = await workplace.compile(paths, { fps, format: 'gif' });
    expect(result).toEqual({
      ...{ frames: count, skipped: 0, unusable: [], width: 320, height: 180 },
      ...{ durationSeconds: count / Math.min(fps, 50), shown: paths },
    });
    expect(await delaysOf(output)).toEqual({ loops: 0, delays });
    const frames = await readFrameNumbers(output);
    expect(frames.map((frame) => frame.number)).toEqual(paths.map((_, i) => i));
  });

  it('shows stills of every format and size, and leaves out others', async () => {
    const [a, b] = await workplace.stills(2);
    const [c] = await workplace.stills(1, { kind: 'png', from: 2, size: '160x90' });
    const [d] = await workplace.stills(1, { kind: 'webp', from: 3, size: '640x360' });
    const [e] = await workplace.stills(1, { from: 4, size: '321x181' });
    const { output, result } = await workplace.compile([c!, a!, import.meta.filename, d!, b!, e!], {
      format: 'gif',
    });
    expect(result).toMatchObject({ frames: 5, skipped: 1 });
    const frames = await readFrameNumbers(output);
    expect(frames.map((frame) => frame.number)).toEqual([2, 0, 3, 1, 4]);
  });

  it('is cut off at its longest duration, and the result says so', async () => {
    const paths = await workplace.stills(12);
    const options = { fps: 4, format: 'gif', gifMaxSeconds: 2 } as const;
    const { output, result } = await workplace.compile(paths, options);
    expect(result).toMatchObject({ frames: 8, skipped: 0, truncatedToSeconds: 2 });
    const frames = await readFrameNumbers(output);
    expect(frames.map((frame) => frame.number)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    const whole = await workplace.compile(paths.slice(0, 8), options);
    expect(whole.result).not.toHaveProperty('truncatedToSeconds');
  });

  it('has the colours of late stills in its palette', async () => {
    const night = await workplace.stills(60);
    const red = await workplace.plain('0xe02010', { size: '320x180' });
    const paths = [...night, ...Array<string>(4).fill(red)];
    const { output } = await workplace.compile(paths, { fps: 20, format: 'gif' });
    const last = (await colorsAt(output, 160, 90)).at(-1)!;
    expect(colorDistance(last, 'e02010')).toBeLessThanOrEqual(16);
  });

  it.each([
    ['100x3000', 43, 1280],
    ['3000x100', 320, 11],
    ['2x2', 320, 320],
  ])('shows stills of %s as %dx%d', async (size, width, height) => {
    const { result } = await workplace.compile([await workplace.plain('red', { size })], {
      format: 'gif',
    });
    expect(result).toMatchObject({ frames: 1, width, height });
  });
});

/** How often a GIF repeats (0: for ever), and how long it shows each picture, in 1/100 s (GIF89a, 23). */
async function delaysOf(file: string): Promise<{ loops: number; delays: number[] }> {
  const bytes = await readFile(file);
  const loopsAt = bytes.indexOf('NETSCAPE2.0') + 13;
  const delays: number[] = [];
  for (let at = 0; (at = bytes.indexOf(Buffer.from([0x21, 0xf9, 4]), at)) !== -1; at += 8) {
    if (bytes[at + 7] === 0) delays.push(bytes.readUInt16LE(at + 4));
  }
  return { loops: bytes.readUInt16LE(loopsAt), delays };
}
