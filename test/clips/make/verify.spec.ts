import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { verify } from '../../../src/clips/make/verify.js';
import type { Produced } from '../../../src/clips/make/produced.js';
import { FfmpegRunner } from '../../../src/ffmpeg/ffmpeg-runner.js';
import { footage } from '../../support/footage.js';
import { runFfmpeg } from '../../support/footage/run-ffmpeg.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const SECONDS = 6;
const FRAMES = 90;

describe('verify', () => {
  const runner = new FfmpegRunner();
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let whole: string;

  beforeAll(async () => {
    folder = await temporaryFolder();
    whole = await footage({ seconds: SECONDS });
  });
  afterAll(async () => {
    await runner.close();
    await folder.remove();
  });

  const planned = (fields: Partial<Produced> = {}): Produced => ({
    ...{ method: 'smart', frames: FRAMES, shown: [], covered: [], signed: null, seams: [] },
    encoded: { encoded_frames: [], audio: 'none' },
    comparedSize: null,
    ...{ durationSeconds: SECONDS, rotation: 0, why: '', note: null },
    ...fields,
  });
  const verified = (path: string, fields?: Partial<Produced>) =>
    verify(runner, path, 'mp4', planned(fields));

  /** A copy of the footage, made by FFmpeg. */
  async function copyOf(name: string, before: string[] = []) {
    const path = `${folder.path}/${name}.mp4`;
    await runFfmpeg([...before, '-i', whole, '-c', 'copy', '-y', path]);
    return path;
  }

  /** A copy whose pictures are damaged from `second` on for half a second. */
  async function damagedAt(second: number): Promise<string> {
    const path = await copyOf(`damaged ${second}`);
    const rows = await packetsOf(path);
    const file = await open(path, 'r+');
    for (const { at, bytes, time } of rows) {
      if (time < second || time >= second + 0.5) continue;
      // The lengths of NAL units stay, so that the file can still be read.
      await file.write(Buffer.alloc(bytes - 5, 0xff), 0, bytes - 5, at + 5);
    }
    await file.close();
    return path;
  }

  async function packetsOf(path: string) {
    const entries = ['-show_entries', 'packet=pts_time,size,pos', '-of', 'csv=p=0'];
    const { stdout } = await promisify(execFile)('ffprobe', ['-v', 'error', ...entries, path]);
    return stdout
      .trim()
      .split('\n')
      .map((line) => {
        const [time, bytes, at] = line.split(',').map(Number) as [number, number, number];
        return { time, bytes, at };
      });
  }

  it('measures a clip that is as planned', async () => {
    expect(await verified(whole)).toMatchObject({
      ...{ frames: FRAMES, width: 320, height: 180, durationSeconds: SECONDS },
    });
    const seams = [{ fromSeconds: 2.7, toSeconds: 3.8, head: null }];
    expect(await verified(whole, { seams })).toMatchObject({ frames: FRAMES });
    expect(await verified(whole, { rotation: 90 })).toMatchObject({ width: 180, height: 320 });
  });

  it.each<[string, Partial<Produced>]>([
    ['a frame too few', { frames: FRAMES + 1 }],
    ['a frame too many', { frames: FRAMES - 1 }],
    ['shorter than planned', { durationSeconds: SECONDS + 0.1 }],
    ['longer than planned', { durationSeconds: SECONDS - 0.1 }],
  ])('refuses a clip that is %s', async (_, fields) => {
    await expect(verified(whole, fields)).rejects.toMatchObject({ name: 'VerificationError' });
  });

  it('refuses a clip whose first frame is late', async () => {
    const late = await copyOf('late', ['-itsoffset', '0.2']);
    await expect(verified(late)).rejects.toThrow(/the first frame at 0\.2/);
  });

  it.each([
    ['the only seam', [3]],
    ['the last of many seams', [...Array.from({ length: 50 }, () => 1), 3]],
    ['the first of two', [3, 1]],
  ])('refuses a clip that does not decode at %s', async (_, seconds) => {
    const seams = seconds.map((at) => ({ fromSeconds: at - 0.3, toSeconds: at + 0.8, head: null }));
    const damaged = await damagedAt(3);
    await expect(verified(damaged, { seams })).rejects.toThrow('a seam does not decode');
  });
});
