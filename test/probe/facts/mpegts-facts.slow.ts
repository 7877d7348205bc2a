import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { FfmpegRunner } from '../../../src/ffmpeg/ffmpeg-runner.js';
import { footage, type FootageOptions } from '../../support/footage.js';
import { runFfmpeg } from '../../support/footage/run-ffmpeg.js';
import { Workshop } from '../../support/processes.js';
import { expectSameFacts, ffprobeFactsOf, ownFactsOf } from './both-ways.js';

const PACKET = 188;
/** When the clock of 33 bits and 90 kHz wraps around. */
const WRAP_SECONDS = 2 ** 33 / 90_000;

describe('mpegtsFacts', () => {
  const runner = new FfmpegRunner();
  let workshop: Workshop;
  beforeAll(async () => void (workshop = await Workshop.open()));
  afterAll(async () => {
    await runner.close();
    await workshop.close();
  });

  async function made(name: string, options: FootageOptions, args: string[]): Promise<string> {
    const path = workshop.path(name);
    await runFfmpeg(['-i', await footage({ container: 'ts', ...options }), ...args, '-y', path]);
    return path;
  }

  it.each<[string, FootageOptions]>([
    ['sound before the picture', { audio: 'aac-48k', audioDelay: -1.5 }],
    ['large pictures', { size: '1920x1080', seconds: 4, audio: 'aac-48k' }],
    ['a late hour', { extra: ['-output_ts_offset', '80000'] }],
  ])('gives the facts of ffprobe for %s', async (_, options) => {
    const path = await footage({ container: 'ts', ...options });
    expectSameFacts(await ownFactsOf(path), await ffprobeFactsOf(runner, path));
  });

  it('reads times across the wraparound of the clock', async () => {
    const from = Math.floor(WRAP_SECONDS - 65);
    const extra = ['-output_ts_offset', String(from), '-muxdelay', '0', '-muxpreload', '0'];
    const options = { seconds: 80, fps: 5, extra } as const;
    const path = await footage({ container: 'ts', ...options });
    const facts = await ownFactsOf(path);
    const { startTimeSeconds: start, endTimeSeconds: end } = facts!.video!;
    expect(end! - start).toBeCloseTo(80, 1);
    expect(end).toBeGreaterThan(WRAP_SECONDS);
    expectSameFacts(facts, await ffprobeFactsOf(runner, path));
  });

  it('gives the rate of irregular frames', async () => {
    const path = await footage({ vfr: true, container: 'ts' });
    const [facts, seen] = [await ownFactsOf(path), await ffprobeFactsOf(runner, path)];
    expect(seen.video?.frameRate).toBeNull();
    expect(facts?.video?.frameRate).toBeCloseTo(15, 0);
    expect(facts!.video!.endTimeSeconds).toBeCloseTo(seen.video!.endTimeSeconds!, 3);
  });

  it('gives the end of a file that is being written', async () => {
    const whole = await readFile(await footage({ container: 'ts', audio: 'aac-48k', bFrames: 2 }));
    for (const length of [0.4, 0.6, 0.8, 0.99].map((part) => Math.round(whole.length * part))) {
      const path = await workshop.written('growing.ts', whole.subarray(0, length));
      expectSameFacts(await ownFactsOf(path), await ffprobeFactsOf(runner, path));
    }
  });

  it.each<[string, FootageOptions]>([
    ['MPEG-4', { codec: 'mpeg4' }],
    ['fields', { x264Params: 'tff=1' }],
    ['ten bits', { extra: ['-pix_fmt', 'yuv420p10le'] }],
    ['AC-3', { audio: 'ac3' }],
    ['packets with a time code', { extra: ['-mpegts_m2ts_mode', '1'] }],
    ['a start in the last minute of the clock', { extra: ['-output_ts_offset', '95400'] }],
  ])('leaves %s to ffprobe', async (_, options) => {
    expect(await ownFactsOf(await footage({ ...options, container: 'ts' }))).toBeNull();
  });

  it('leaves a second sound to ffprobe', async () => {
    const args = ['-map', '0', '-map', '0:a', '-c', 'copy'];
    expect(await ownFactsOf(await made('sounds.ts', { audio: 'aac-48k' }, args))).toBeNull();
  });

  it('leaves a second program to ffprobe', async () => {
    const programs = ['-program', 'st=0', '-program', 'st=1'];
    const args = ['-map', '0', '-map', '0', '-c', 'copy', ...programs];
    expect(await ownFactsOf(await made('programs.ts', {}, args))).toBeNull();
  });

  it('leaves a file that begins inside a packet or a GOP to ffprobe', async () => {
    const whole = await readFile(await footage({ container: 'ts' }));
    for (const from of [100, 40 * PACKET, 61 * PACKET]) {
      expect(await ownFactsOf(await workshop.written('late.ts', whole.subarray(from)))).toBeNull();
    }
  });

  it.each([
    ['scrambled', 3, 0xc0],
    ['marked as damaged', 1, 0x80],
    ['without its sync byte', 0, 0xff],
  ])('leaves a file with a packet %s to ffprobe', async (_, at, bits) => {
    const bytes = await readFile(await footage({ container: 'ts' }));
    bytes[10 * PACKET + at]! ^= bits;
    expect(await ownFactsOf(await workshop.written('packet.ts', bytes))).toBeNull();
  });
});
