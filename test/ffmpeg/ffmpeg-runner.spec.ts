import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type FfmpegProgress, FfmpegRunner } from '../../src/ffmpeg/ffmpeg-runner.js';
import { localInput } from '../../src/ffmpeg/local-input.js';
import { Workshop } from '../support/processes.js';

const PATTERN = ['-f', 'lavfi', '-i', 'testsrc=size=64x48:rate=10:duration=2'];
const RAW = ['-f', 'rawvideo', '-pix_fmt', 'gray', '-s', '64x48'];
const FRAME_BYTES = 64 * 48;

describe('FfmpegRunner with the real FFmpeg', () => {
  const runner = new FfmpegRunner();
  let workshop: Workshop;
  beforeAll(async () => void (workshop = await Workshop.open()));
  afterAll(async () => {
    await runner.close();
    await workshop.close();
  });

  it('encodes a file and reports the progress', async () => {
    const output = workshop.path('encoded.mp4');
    const steps: FfmpegProgress[] = [];
    const result = await runner.ffmpeg([...PATTERN, '-y', output], {
      onProgress: (step) => steps.push(step),
    });
    expect(result).toMatchObject({ stdout: Buffer.alloc(0), stderr: '' });
    expect(result.durationMs).toBeGreaterThan(0);
    expect(steps.at(-1)?.frames).toBe(20);
    expect(steps.at(-1)?.outTimeSeconds).toBeGreaterThan(1.5);
    const args = ['-count_packets', '-show_entries', 'stream=nb_read_packets', '-of', 'csv=p=0'];
    const counted = await runner.ffprobe([...args, ...localInput(output, 'mov')]);
    expect(counted.stdout.toString().trim()).toBe('20');
  });

  it('collects its stdout', async () => {
    const { stdout } = await runner.ffmpeg([...PATTERN, ...RAW, 'pipe:1']);
    expect(stdout).toHaveLength(20 * FRAME_BYTES);
  });

  it('passes stdout on in pieces if requested', async () => {
    let bytes = 0;
    const { stdout } = await runner.ffmpeg([...PATTERN, ...RAW, 'pipe:1'], {
      onOutput: (chunk) => (bytes += chunk.length),
      maxOutputBytes: 1,
    });
    expect([stdout.length, bytes]).toEqual([0, 20 * FRAME_BYTES]);
  });

  it('passes an input of any length to stdin', async () => {
    const frames = 300;
    async function* input() {
      for (let n = 0; n < frames; n++) yield Promise.resolve(Buffer.alloc(FRAME_BYTES, n));
    }
    const { stdout } = await runner.ffmpeg([...RAW, '-i', 'pipe:0', ...RAW, 'pipe:1'], {
      input: input(),
    });
    expect(stdout).toHaveLength(frames * FRAME_BYTES);
    expect(stdout.at(-1)).toBe(299 % 256);
  });

  it('succeeds if FFmpeg stops reading before the end of the input', async () => {
    let released = false;
    async function* endless() {
      try {
        for (;;) yield Promise.resolve(Buffer.alloc(FRAME_BYTES));
      } finally {
        released = true;
      }
    }
    const args = [...RAW, '-i', 'pipe:0', '-frames:v', '1', ...RAW, 'pipe:1'];
    const { stdout } = await runner.ffmpeg(args, { input: endless() });
    expect(stdout).toHaveLength(FRAME_BYTES);
    expect(released).toBe(true);
  });

  it('fails with the error of the input', async () => {
    // eslint-disable-next-line require-yield
    async function* broken(): AsyncGenerator<Uint8Array> {
      await Promise.resolve();
      throw new Error('input broke');
    }
    const args = [...RAW, '-i', 'pipe:0', '-f', 'null', '-'];
    await expect(runner.ffmpeg(args, { input: broken() })).rejects.toThrow('input broke');
  });

  it('fails with the error of a callback', async () => {
    const fail = () => {
      throw new Error('callback broke');
    };
    const args = [...PATTERN, ...RAW, 'pipe:1'];
    await expect(runner.ffmpeg(args, { onOutput: fail })).rejects.toThrow('callback broke');
    await expect(runner.ffmpeg(args, { onProgress: fail })).rejects.toThrow('callback broke');
  });

  it('gives the details of a failure to the log, but not to the caller', async () => {
    const input = workshop.path('not a video.mp4');
    await writeFile(input, 'text');
    const failure = runner.ffmpeg([...localInput(input, 'mov'), '-f', 'null', '-']);
    await expect(failure).rejects.toMatchObject({
      name: 'FfmpegError',
      reason: 'failed',
      code: 'FFMPEG_FAILED',
      exitCode: 1,
      signal: null,
      args: expect.arrayContaining([`file:${input}`]) as unknown,
      tail: expect.stringContaining('moov atom not found') as unknown,
      message: expect.stringMatching(
        /^The footage is an MP4 whose index is missing[^/]*$/,
      ) as unknown,
    });
  });

  it.each([
    ['a long output', ['-t', '2', '-c:v', 'rawvideo', '-f', 'avi']],
    ['an output that fits a buffer', ['-frames:v', '1', '-c:v', 'mpeg4', '-f', 'avi']],
  ])('recognises a full disk with %s', async (_name, encoding) => {
    const args = [...PATTERN, ...encoding, '-y', 'file:/dev/full'];
    await expect(runner.ffmpeg(args)).rejects.toMatchObject({ reason: 'no_space', status: 507 });
  });

  it('does not reach the network for a script with an address', async () => {
    let requests = 0;
    const server = createServer((_request, response) => void response.end(String(++requests)));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const script = workshop.path('list.ffconcat');
    await writeFile(script, `ffconcat version 1.0\nfile http://127.0.0.1:${port}/a.mp4\n`);
    const args = [...localInput(script, 'concat', ['-safe', '0']), '-f', 'null', '-'];
    await expect(runner.ffmpeg(args)).rejects.toMatchObject({ reason: 'failed' });
    expect(requests).toBe(0);
    server.close();
  });

  it('passes file names on unchanged', async () => {
    const output = workshop.path('-y $(touch oops); "it\'s" |colon:é.mp4');
    await runner.ffmpeg([...PATTERN, output], { cwd: workshop.folder });
    expect((await stat(output)).size).toBeGreaterThan(0);
    await expect(stat(workshop.path('oops'))).rejects.toThrow('ENOENT');
  });

  it('finds both programs', async () => {
    await expect(runner.check()).resolves.toBeUndefined();
  });
});
