import { describe, expect, it } from '@jest/globals';
import { ProcessSlots } from './process-slots.js';

const NEVER = new AbortController().signal;

/** A task that runs until `end` is called. */
function task(name: string, started: string[]) {
  let end = () => {};
  const ended = new Promise<void>((resolve) => (end = resolve));
  return {
    end: () => end(),
    run: () => {
      started.push(name);
      return ended;
    },
  };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('ProcessSlots', () => {
  it('runs one task in each slot, and the others in order', async () => {
    const slots = new ProcessSlots(2);
    const started: string[] = [];
    const tasks = ['a', 'b', 'c', 'd'].map((name) => task(name, started));
    const all = tasks.map(({ run }) => slots.use(NEVER, run));
    await settle();
    expect(started).toEqual(['a', 'b']);
    tasks[1]?.end();
    await settle();
    expect(started).toEqual(['a', 'b', 'c']);
    tasks.forEach(({ end }) => end());
    await Promise.all(all);
    expect(started).toEqual(['a', 'b', 'c', 'd']);
  });

  it('frees the slot of a task that failed', async () => {
    const slots = new ProcessSlots(1);
    await expect(slots.use(NEVER, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(slots.use(NEVER, () => Promise.resolve('next'))).resolves.toBe('next');
  });

  it('drops a waiting task that is aborted, without losing a slot or changing the order', async () => {
    const slots = new ProcessSlots(1);
    const started: string[] = [];
    const [first, second, third] = [
      task('first', started),
      task('second', started),
      task('third', started),
    ] as const;
    const leave = new AbortController();
    const runs = [
      slots.use(NEVER, first.run),
      slots.use(leave.signal, second.run),
      slots.use(NEVER, third.run),
    ];
    await settle();
    leave.abort(new Error('gone'));
    await expect(runs[1]).rejects.toThrow('gone');
    first.end();
    third.end();
    await Promise.all([runs[0], runs[2]]);
    expect(started).toEqual(['first', 'third']);
    await expect(slots.use(NEVER, () => Promise.resolve('free'))).resolves.toBe('free');
  });

  it('refuses a task whose signal is aborted already', async () => {
    const aborted = AbortSignal.abort(new Error('before'));
    await expect(new ProcessSlots(1).use(aborted, () => Promise.resolve())).rejects.toThrow(
      'before',
    );
  });
});
