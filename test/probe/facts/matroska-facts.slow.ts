import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { FfmpegRunner } from '../../../src/ffmpeg/ffmpeg-runner.js';
import { footage, type FootageOptions } from '../../support/footage.js';
import { runFfmpeg } from '../../support/footage/run-ffmpeg.js';
import { Workshop } from '../../support/processes.js';
import { expectSameFacts, ffprobeFactsOf, ownFactsOf } from './both-ways.js';

const LIVE: FootageOptions = { container: 'mkv', audio: 'aac-48k', extra: ['-live', '1'] };

describe('matroskaFacts', () => {
  const runner = new FfmpegRunner();
  let workshop: Workshop;
  beforeAll(async () => void (workshop = await Workshop.open()));
  afterAll(async () => {
    await runner.close();
    await workshop.close();
  });

  it.each<[string, FootageOptions]>([
    ['a variable frame rate', { vfr: true, container: 'mkv' }],
    ['clusters of a few frames', { container: 'mkv', extra: ['-cluster_time_limit', '100'] }],
    [
      'space for an index at the beginning',
      { container: 'mkv', extra: ['-reserve_index_space', '9999'] },
    ],
    ['sound before the picture', { container: 'mkv', audio: 'opus', audioDelay: -1.5 }],
    [
      'a creation time',
      { container: 'mkv', extra: ['-metadata', 'creation_time=2026-01-03T10:30:00Z'] },
    ],
  ])('gives the facts of ffprobe for %s', async (_, options) => {
    const path = await footage(options);
    expectSameFacts(await ownFactsOf(path), await ffprobeFactsOf(runner, path));
  });

  it('reads times in other units than milliseconds', async () => {
    const bytes = await readFile(await footage({ container: 'mkv' }));
    const scale = bytes.indexOf(Buffer.from('2ad7b1830f4240', 'hex'));
    bytes.writeUIntBE(250_000, scale + 4, 3);
    const path = await workshop.written('quarters.mkv', bytes);
    const facts = await ownFactsOf(path);
    expect(facts?.video?.timeBase).toBe('1/4000');
    expectSameFacts(facts, await ffprobeFactsOf(runner, path));
  });

  it('gives the end of a file that is being written', async () => {
    const whole = await readFile(await footage(LIVE));
    const ends: number[] = [];
    for (const part of [0.3, 0.5, 0.77, 0.99, 1]) {
      const path = await workshop.written(
        'growing.mkv',
        whole.subarray(0, Math.round(whole.length * part)),
      );
      const facts = await ownFactsOf(path);
      expectSameFacts(facts, await ffprobeFactsOf(runner, path));
      ends.push(facts!.video!.endTimeSeconds!);
    }
    expect(ends.at(-1)).toBeCloseTo(6, 1);
    expect(ends[0]).toBeLessThan(3);
  });

  it('reads a file that is being written at any length', async () => {
    const whole = await readFile(await footage(LIVE));
    let before = 0;
    for (let length = whole.length - 3000; length < whole.length; length += 41) {
      const facts = await ownFactsOf(
        await workshop.written('growing.mkv', whole.subarray(0, length)),
      );
      expect(facts!.video!.endTimeSeconds).toBeGreaterThanOrEqual(before);
      before = facts!.video!.endTimeSeconds!;
    }
  });

  it('leaves a file that is cut short anywhere to ffprobe', async () => {
    const whole = await readFile(await footage({ container: 'mkv', audio: 'aac-48k' }));
    for (let length = 40; length < whole.length; length += 3989) {
      expect(
        await ownFactsOf(await workshop.written('short.mkv', whole.subarray(0, length))),
      ).toBeNull();
    }
  });

  it.each<[string, FootageOptions]>([
    ['MPEG-4', { codec: 'mpeg4' }],
    ['fields', { x264Params: 'tff=1' }],
    ['ten bits', { extra: ['-pix_fmt', 'yuv420p10le'] }],
    ['PCM', { audio: 'pcm_s16le' }],
  ])('leaves %s to ffprobe', async (_, options) => {
    expect(await ownFactsOf(await footage({ ...options, container: 'mkv' }))).toBeNull();
  });

  it.each([
    ['a second sound', ['-map', '0', '-map', '0:a', '-c', 'copy']],
    ['sound alone', ['-map', '0:a', '-c', 'copy']],
  ])('leaves %s to ffprobe', async (name, args) => {
    const path = workshop.path(`${name}.mkv`);
    const input = await footage({ container: 'mkv', audio: 'aac-48k' });
    await runFfmpeg(['-i', input, ...args, '-y', path]);
    expect(await ownFactsOf(path)).toBeNull();
  });
});
