import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { rename, truncate, utimes, writeFile } from 'node:fs/promises';
import { createHome, type Home } from '../support/home.js';
import { runCommand } from '../support/command.js';

describe('event-clips import', () => {
  let home: Home;

  beforeEach(async () => {
    home = await createHome();
    const longAgo = new Date('2026-01-04T00:00:00Z');
    await home.video('2026-01-03/10/front/30.00.mp4', { seconds: 1 }, longAgo);
  });
  afterEach(() => home.remove());

  const run = (...args: string[]) => runCommand(home.settings, 'import', ...args);

  it('registers new files, and reports them for people and for programs', async () => {
    const folder = home.media('.');
    expect(await run(folder, '--layout', 'frigate')).toEqual({
      code: 0,
      stdout: 'added 1, updated 0, replaced 0, known 0, growing 0, foreign 0, failed 0\n',
      stderr: '',
    });
    const { stdout } = await run(folder, '--layout', 'frigate', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ added: 0, known: 1, failed: [] });
  });

  it('says what it left out and how it placed files, and exits with 2 for video', async () => {
    const longAgo = new Date('2026-01-04T00:00:00Z');
    for (const name of ['a', 'b', 'c', 'd']) {
      await home.video(`copies/yard/${name}.mp4`, { seconds: 1 }, longAgo);
    }
    await writeFile(home.media('copies/yard/notes.txt'), '');
    const complete = await run(home.media('copies'));
    expect(complete).toEqual({
      code: 0,
      stdout: expect.stringMatching(
        /^left out, not video by their extensions: 1, such as yard\/notes.txt\nplaced by modification time: 4, such as yard\/\w.mp4\nadded 4, /,
      ),
      stderr: expect.stringMatching(/^Warning: 4 recordings .*CAMERA_FILE_PATTERN/),
    });
    // The folder of one camera.
    const own = await run(home.media('copies/yard'));
    expect(own).toMatchObject({
      code: 2,
      stdout: expect.stringMatching(/no camera in the path: 4, .*\n.* --camera yard\n/),
      stderr: '',
    });
    const { code, stdout } = await run(home.media('copies/yard'), '--camera', 'yard');
    expect([code, stdout]).toEqual([0, expect.stringMatching(/known 4, growing 0, foreign 1/)]);
  });

  it('reports its outcome each time that it has to run ffprobe', async () => {
    for (let minute = 0; minute < 4; minute++) {
      const longAgo = new Date(`2026-01-04T00:0${minute}:00Z`);
      const name = `needs/yard/2026-01-03_10-0${minute}-00.avi`;
      await home.video(name, { seconds: 1, container: 'avi', codec: 'mpeg4' }, longAgo);
      expect(await run(home.media('needs'))).toEqual({
        ...{ code: 0, stderr: '' },
        stdout: expect.stringMatching(/^added 1, /),
      });
    }
  });

  it('prints names of files without control characters, also as JSON', async () => {
    const name = 'bad/yard/\u001b[2J\u0085\u202e.mp4';
    await home.video('bad/yard/plain.mp4', { seconds: 1 });
    await rename(home.media('bad/yard/plain.mp4'), home.media(name));
    await truncate(home.media(name), 1000);
    const longAgo = new Date('2026-01-04T00:00:00Z');
    await utimes(home.media(name), longAgo, longAgo);
    for (const args of [[], ['--json']]) {
      const { code, stdout, stderr } = await run(home.media('bad'), ...args);
      expect(code).toBe(2);
      expect(stdout + stderr).toMatch(/^[^\p{Cf}]+$/u);
      expect((stdout + stderr).replaceAll('\n', '')).toMatch(/^[^\p{Cc}]+$/u);
    }
  });

  it.each([
    [['/'], /outside the folders/],
    [['.', '--layout', 'other'], /Allowed choices are name, frigate, mediamtx/],
  ])('refuses %j', async (args, message) => {
    const { code, stderr } = await run(...args);
    expect([code, stderr]).toEqual([1, expect.stringMatching(message)]);
  });
});
