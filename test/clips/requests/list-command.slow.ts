import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runCommand } from '../../support/command.js';
import { type ClipsApp, startClipsApp, STARTED } from '../clips-app.js';

describe('The commands list and retry', () => {
  let app: ClipsApp;
  let good: number;
  let bad: number;

  beforeAll(async () => {
    app = await startClipsApp();
    good = await app.withClip();
    bad = await app.event({ camera_id: 'back' });
    const reason = { error_code: 'NO_SPACE', message: 'The disk is full.' };
    await app.request(bad, { state: 'failed', ...reason });
  });
  afterAll(() => app.close());

  const run = (...args: string[]) => runCommand(app.home.settings, ...args);

  it('show events to people and to programs', async () => {
    const { code, stdout, stderr } = await run('list');
    expect([code, stderr]).toEqual([0, '']);
    const started = STARTED.toISOString();
    expect(stdout.split('\n').map((line) => line.split(/ {2,}/))).toEqual([
      ['event', 'started', 'camera', 'label', 'status', 'clip'],
      [String(bad), started, 'back', '-', 'failed', 'NO_SPACE: The disk is full.'],
      [
        ...[String(good), started, 'front', '-', 'completed'],
        expect.stringContaining(`${good}_clip.mp4`),
      ],
      [''],
    ]);
    const json = await run('list', '--json', '--reason', 'no_space', '--from', started);
    expect((JSON.parse(json.stdout) as { events: object[] }).events).toMatchObject([
      { event_id: bad, started_at: started, status: 'failed', clip: null },
    ]);
  });

  it('say that there are more events', async () => {
    const { code, stdout, stderr } = await run('list', '--limit', '1');
    expect([code, stdout.split('\n').length]).toEqual([0, 3]);
    expect(stderr).toMatch(/There are more events/);
  });

  it('request failed clips again', async () => {
    expect(await run('retry', '--failed', '--camera', 'front')).toMatchObject({
      ...{ code: 0, stdout: 'Clips requested again: 0.\n' },
    });
    const { stdout } = await run('retry', '--failed', '--json');
    expect(JSON.parse(stdout)).toEqual({ event_ids: [bad] });
    expect((await run('list', '--status', 'pending')).stdout).toContain('back');
  });

  it.each([
    [['retry'], /--failed/],
    [['list', '--from', 'yesterday'], /date and time with Z/],
    [['list', '--limit', '0'], /a number from 1 on/],
    [['list', '--status', 'bad'], /none, pending, completed, failed/],
  ])('refuse %j', async (args, message) => {
    const { code, stderr } = await run(...args);
    expect([code, stderr]).toEqual([1, expect.stringMatching(message)]);
  });
});
