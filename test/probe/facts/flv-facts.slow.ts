import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { FfmpegRunner } from '../../../src/ffmpeg/ffmpeg-runner.js';
import { footage, type FootageOptions } from '../../support/footage.js';
import { runFfmpeg } from '../../support/footage/run-ffmpeg.js';
import { Workshop } from '../../support/processes.js';
import { expectSameFacts, ffprobeFactsOf, ownFactsOf } from './both-ways.js';

const FLV: FootageOptions = { container: 'flv', audio: 'aac-48k' };

describe('flvFacts', () => {
  const runner = new FfmpegRunner();
  let workshop: Workshop;
  beforeAll(async () => void (workshop = await Workshop.open()));
  afterAll(async () => {
    await runner.close();
    await workshop.close();
  });

  it.each<[string, FootageOptions]>([
    ['without a duration', { ...FLV, extra: ['-flvflags', 'no_duration_filesize'] }],
    ['without metadata', { ...FLV, extra: ['-flvflags', 'no_metadata'] }],
    ['without a mark at its end', { ...FLV, extra: ['-flvflags', 'no_sequence_end'] }],
    ['with an index of keyframes', { ...FLV, extra: ['-flvflags', 'add_keyframe_index'] }],
    ['with sound before the picture', { ...FLV, audioDelay: -1.5 }],
    ['with a varying frame rate', { ...FLV, vfr: true, bFrames: 2 }],
    ['that begins after hours', { ...FLV, extra: ['-output_ts_offset', '50000'] }],
  ])('gives the facts of ffprobe for a file %s', async (_, options) => {
    const path = await footage(options);
    expectSameFacts(await ownFactsOf(path), await ffprobeFactsOf(runner, path));
  });

  it('leaves a file that is cut short anywhere to ffprobe', async () => {
    const whole = await readFile(await footage(FLV));
    for (let length = 40; length < whole.length; length += 3989) {
      const path = await workshop.written('short.flv', whole.subarray(0, length));
      expect(await ownFactsOf(path)).toBeNull();
    }
  });

  it.each<[string, string[]]>([
    ['Sorenson video', ['-c:v', 'flv1', '-an']],
    ['ten bits', ['-pix_fmt', 'yuv420p10le']],
    ['fields', ['-x264-params', 'tff=1']],
    ['ADPCM', ['-c:v', 'copy', '-c:a', 'adpcm_swf', '-ar', '22050']],
    ['a time of creation', ['-c', 'copy', '-metadata', 'creation_time=2026-01-03T10:30:00Z']],
    ['sound alone', ['-vn', '-c', 'copy']],
  ])('leaves %s to ffprobe', async (name, args) => {
    const path = workshop.path(`${name}.flv`);
    await runFfmpeg(['-i', await footage(FLV), ...args, '-y', path]);
    expect(await ownFactsOf(path)).toBeNull();
  });
});
