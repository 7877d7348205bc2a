import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { NoSpaceError } from '../media/storage/no-space-error.js';
import { BoundedCheck } from './bounded-check.js';
import { degraded, down, type Finding, up } from './readiness-check.js';

const checkOf = (run: () => Promise<Finding>, essential = true) =>
  new BoundedCheck({ name: 'part', essential, run, patienceMs: 50 }, 20);
const never = () => new Promise<Finding>(() => {});

describe('BoundedCheck', () => {
  afterEach(() => void jest.useRealTimers());

  it.each<[string, () => Promise<Finding>, boolean, Finding]>([
    ['what is up', () => Promise.resolve(up), true, up],
    [
      'what is degraded',
      () => Promise.resolve(degraded('Slow.', { by: 2 })),
      true,
      degraded('Slow.', { by: 2 }),
    ],
    ['what is down', () => Promise.resolve(down('Gone.')), true, down('Gone.')],
    [
      'what is down and not essential',
      () => Promise.resolve(down('Gone.')),
      false,
      degraded('Gone.'),
    ],
    ['what never answers', never, true, down('There was no answer in time.')],
    ['the same, not essential', never, false, degraded('There was no answer in time.')],
    [
      'an error for callers',
      () => Promise.reject(new NoSpaceError()),
      true,
      down(new NoSpaceError().message),
    ],
    [
      'an error of the system',
      () => Promise.reject(Object.assign(new Error('open /srv/clips'), { code: 'EIO' })),
      true,
      down('It failed: EIO.'),
    ],
    ['any other error', () => Promise.reject(new Error('/srv/clips')), true, down('It failed.')],
  ])('finds %s', async (_, run, essential, expected) => {
    expect(await checkOf(run, essential).run()).toEqual(expected);
  });

  it('believes what it found before while a busy machine takes its time, but not for long', async () => {
    jest.useFakeTimers();
    const answers = [Promise.resolve(up), never()];
    const check = checkOf(() => answers.shift()!);
    const findings = [(await check.run()).status];
    for (let i = 0; i < 3; i++) {
      const finding = check.run();
      await jest.advanceTimersByTimeAsync(20);
      findings.push((await finding).status);
    }
    expect(findings).toEqual(['up', 'up', 'up', 'down']);
  });

  it('waits for the first finding, as there is none that could be believed', async () => {
    jest.useFakeTimers();
    const check = checkOf(() => new Promise((resolve) => void setTimeout(() => resolve(up), 40)));
    const first = check.run();
    await jest.advanceTimersByTimeAsync(40);
    expect(await first).toEqual(up);
  });

  it('does not start again what has not ended', async () => {
    let end: (finding: Finding) => void = () => {};
    const run = jest.fn(() => new Promise<Finding>((resolve) => (end = resolve)));
    const check = checkOf(run);
    expect(await Promise.all([check.run(), check.run()])).toMatchObject([
      { status: 'down' },
      { status: 'down' },
    ]);
    expect((await check.run()).status).toBe('down');
    expect(run).toHaveBeenCalledTimes(1);
    const next = check.run();
    end(up);
    expect(await next).toEqual(up);
    void check.run();
    expect(run).toHaveBeenCalledTimes(2);
    end(up);
  });
});
