import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
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
      stdout: 'added 1, updated 0, known 0, growing 0, foreign 0, failed 0\n',
      stderr: '',
    });
    const { stdout } = await run(folder, '--layout', 'frigate', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ added: 0, known: 1, failed: [] });
  });

  it.each([
    [['/'], /outside the folders/],
    [['.', '--layout', 'other'], /Allowed choices are name, frigate, mediamtx/],
  ])('refuses %j', async (args, message) => {
    const { code, stderr } = await run(...args);
    expect([code, stderr]).toEqual([1, expect.stringMatching(message)]);
  });
});
