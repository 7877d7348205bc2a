import { describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cut } from '../../src/cut/smart-cut.js';
import { footage, type FootageOptions } from '../support/footage.js';
import { runFfmpeg } from '../support/footage/run-ffmpeg.js';
import { segment } from './segment.js';
import { workspace } from './workspace.js';

/** Similarity of an encoded frame to its original. Below 40 dB, a careful viewer sees the seam. */
const MIN_PSNR = 40;

const { runner, folder } = workspace();

/** The properties of a file that determine how a player shows its pictures. */
async function looks(file: string): Promise<object> {
  const entries =
    'stream=profile,width,height,pix_fmt,sample_aspect_ratio,color_range,color_space,color_transfer,' +
    'color_primaries:stream_side_data=rotation';
  const args = [
    '-v',
    'error',
    '-select_streams',
    'v',
    '-show_entries',
    entries,
    '-of',
    'json',
    file,
  ];
  const { stdout } = await promisify(execFile)('ffprobe', args);
  const { streams } = JSON.parse(stdout) as { streams: object[] };
  // The default of players.
  return { color_range: 'tv', ...streams[0] };
}

/** The lowest similarity of the clip's frames to those of the source from frame `first`, in decibels. */
async function worstPsnr(clip: string, source: string, first: number): Promise<number> {
  const { out } = await runFfmpeg([
    ...['-noautorotate', '-i', clip, '-noautorotate', '-i', source, '-lavfi'],
    `[0:v]settb=1/15,setpts=N[a];[1:v]trim=start_frame=${first},settb=1/15,setpts=N[b];[a][b]psnr=stats_file=-:shortest=1`,
    ...['-f', 'null', '-'],
  ]);
  const values = [...out.toString().matchAll(/psnr_avg:(\S+)/g)].map(([, value]) => value);
  expect(values.length).toBeGreaterThan(0);
  return Math.min(...values.map((value) => (value === 'inf' ? Infinity : Number(value))));
}

describe('A clip', () => {
  it.each<[string, FootageOptions]>([
    ['unspecified colours', {}],
    ['full range', { extra: ['-pix_fmt', 'yuvj420p'] }],
    ['BT.601', { extra: ['-colorspace', '5', '-color_primaries', '6', '-color_trc', '6'] }],
    ['pixels that are not square', { extra: ['-aspect', '4:3'] }],
    ['field macroblocks', { x264Params: 'tff=1' }],
  ])('looks like its source: %s', async (_, options) => {
    const path = await footage({ seconds: 8, ...options });
    const output = join(folder, 'clip.mp4');
    const result = await cut([segment(path, 2.5, 5)], output, { runner });
    expect(result).toMatchObject({ encodedFrames: 22, copiedFrames: 15 });
    expect(await looks(output)).toEqual(await looks(path));
    expect(await worstPsnr(output, path, 38)).toBeGreaterThan(MIN_PSNR);
  });

  it('has the rotation of its source', async () => {
    const path = join(folder, 'turned.mp4');
    const upright = await footage({ seconds: 8 });
    await runFfmpeg(['-i', upright, '-c', 'copy', '-metadata:s:v', 'rotate=90', path]);
    const output = join(folder, 'clip.mp4');
    await cut([segment(path, 2.5, 5)], output, { runner });
    expect(JSON.stringify(await looks(output))).toContain('"rotation"');
    expect(await looks(output)).toEqual(await looks(path));
  });
});
