import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { producePreview } from '../../../src/clips/make/produce-preview.js';
import { verify } from '../../../src/clips/make/verify.js';
import type { PreviewName } from '../../../src/clips/model/preview-plan.js';
import { FfmpegRunner } from '../../../src/ffmpeg/ffmpeg-runner.js';
import { runFfmpeg } from '../../support/footage/run-ffmpeg.js';

const MAX_BYTES = 200_000;
const NOISE = 'noise=alls=100:allf=t+u';
const X264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '18', '-pix_fmt', 'yuv420p'];

/** Footage of four seconds by FFmpeg's sources. */
const KINDS: readonly [string, string[]][] = [
  ['test pictures', lavfi('testsrc2=s=1280x720:r=15:d=4')],
  ['noise', lavfi(`color=gray:s=640x480:r=15:d=4,${NOISE}`)],
  ['noise of 1080p', lavfi(`color=gray:s=1920x1080:r=5:d=4,${NOISE}`)],
  ['night with noise', lavfi('color=0x101010:s=1280x720:r=15:d=4,noise=alls=20:allf=t')],
  ['one grey picture', lavfi('color=gray:s=640x360:r=15:d=4')],
  ['fast motion', lavfi('mandelbrot=s=640x360:r=15:end_scale=0.001:end_pts=60', '-t', '4')],
  ['cells that flicker', lavfi('life=s=640x480:r=15:mold=10:ratio=0.3', '-t', '4')],
  ['portrait of uneven times', lavfi("testsrc2=s=360x640:r=15:d=4,setpts='PTS+mod(N,3)*0.01/TB'")],
  ['one frame a second', lavfi('testsrc2=s=640x360:r=1:d=4')],
  ['sixty frames a second', lavfi('testsrc2=s=640x360:r=60:d=4')],
];

function lavfi(source: string, ...more: string[]): string[] {
  return ['-f', 'lavfi', '-i', source, ...more];
}

describe('A preview of', () => {
  const runner = new FfmpegRunner();
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'previews-'));
  });
  afterAll(async () => {
    await runner.onApplicationShutdown();
    await rm(folder, { recursive: true });
  });

  async function clipOf(name: string, source: readonly string[], sound: readonly string[] = []) {
    const input = join(folder, `${name.replaceAll(' ', '-')}.mp4`);
    await runFfmpeg([...source, ...sound, ...X264, '-fps_mode', 'passthrough', '-y', input]);
    const frames = { frames: 0 };
    await runner.ffmpeg(['-i', input, '-map', '0:v', '-c', 'copy', '-f', 'null', '-'], {
      onProgress: (progress) => (frames.frames = progress.frames),
    });
    return { input, clip: { ...frames, durationSeconds: 4, codecs: sound.length ? 'a, b' : 'a' } };
  }

  async function preview(
    name: PreviewName,
    { input, clip }: Awaited<ReturnType<typeof clipOf>>,
    notifyMaxBytes = MAX_BYTES,
  ) {
    const output = `${input}.${name}.mp4`;
    const fractions: number[] = [];
    const produced = await producePreview(runner, name, clip, {
      ...{ input, output, notifyMaxBytes, signal: new AbortController().signal },
      onProgress: (fraction) => void fractions.push(fraction),
    });
    const measured = await verify(runner, output, 'mp4', produced);
    expect(fractions.at(-1)).toBeCloseTo(1, 0);
    return { ...measured, size: (await stat(output)).size };
  }

  it.each(KINDS)('%s for a notification has the bytes that it may have', async (name, source) => {
    const made = await preview('notify', await clipOf(name, source));
    expect(made.size).toBeLessThanOrEqual(MAX_BYTES);
    expect(made.height).toBeLessThanOrEqual(480);
    expect(made.durationSeconds).toBeGreaterThan(0.2);
    expect(made.codecs).toMatch(/^avc1\./);
  });

  it('noise for a chat is at most 10 MB', async () => {
    const made = await preview('chat', await clipOf('noise', KINDS[1]![1]));
    expect(made.size).toBeLessThanOrEqual(10_000_000);
    expect(made).toMatchObject({ height: 480, durationSeconds: 4 });
  });

  it('four seconds as a time lapse lasts a fifteenth of a second', async () => {
    const made = await preview('timelapse', await clipOf('sixty', KINDS[9]![1]));
    expect(made).toMatchObject({ frames: 2, height: 360 });
    expect(made.durationSeconds).toBeCloseTo(4 / 60, 1);
  });

  it('a clip with sound keeps it where it is not sped up', async () => {
    const clip = await clipOf('sound', KINDS[4]![1], ['-f', 'lavfi', '-i', 'sine', '-shortest']);
    expect((await preview('notify', clip, 1_000_000)).codecs).toMatch(/^avc1\..*, mp4a\.40\.2$/);
    expect((await preview('timelapse', clip)).codecs).toMatch(/^avc1\.\w+$/);
  });
});
