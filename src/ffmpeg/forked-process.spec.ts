import { beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { Socket } from 'node:net';
import { ForkedProcess } from './forked-process.js';

const [STDIN, STDOUT] = [0, 1];

describe('ForkedProcess', () => {
  let forked: ForkedProcess;
  let pipes: Socket[];
  beforeEach(() => {
    forked = new ForkedProcess([STDIN, STDOUT], () => {});
    pipes = [new Socket(), new Socket()];
  });

  /** Whether the promise has resolved or rejected by now. */
  async function stateOf(promise: Promise<void>): Promise<string> {
    await new Promise(setImmediate);
    const state = promise.then(
      () => 'resolved',
      () => 'rejected',
    );
    return Promise.race([state, new Promise<string>((done) => setImmediate(done, 'open'))]);
  }
  const states = async () => [await stateOf(forked.started), await stateOf(forked.closed)];
  const connect = (...descriptors: number[]) => {
    for (const descriptor of descriptors) forked.connect(descriptor, pipes[descriptor]!);
  };
  const close = async (descriptor: number) => {
    const closed = once(pipes[descriptor]!, 'close');
    pipes[descriptor]!.destroy();
    await closed;
  };

  it.each([
    ['its pipes are connected first', true],
    ['it runs first', false],
  ])('has started once it runs with all its pipes: %s', async (_, pipesFirst) => {
    if (pipesFirst) connect(STDIN, STDOUT);
    else forked.report({ id: 1, event: 'started' });
    expect(await states()).toEqual(['open', 'open']);
    if (pipesFirst) forked.report({ id: 1, event: 'started' });
    else connect(STDIN);
    if (!pipesFirst) expect(await states()).toEqual(['open', 'open']);
    if (!pipesFirst) connect(STDOUT);
    expect(await states()).toEqual(['resolved', 'open']);
    expect([forked.pipe(STDIN), forked.pipe(STDOUT), forked.pipe(3)]).toEqual([...pipes, null]);
  });

  it('has closed once it has ended and all its output was read', async () => {
    connect(STDIN, STDOUT);
    forked.report({ id: 1, event: 'started' });
    forked.report({ id: 1, event: 'exited', exitCode: 3, signal: null });
    expect(await states()).toEqual(['resolved', 'open']);
    // It reads no more input, but its output may still be on the way.
    expect(pipes.map(({ destroyed }) => destroyed)).toEqual([true, false]);
    await close(STDOUT);
    expect(await states()).toEqual(['resolved', 'resolved']);
    expect([forked.exitCode, forked.signal]).toEqual([3, null]);
  });

  it('has not closed where its output ends and it goes on', async () => {
    connect(STDIN, STDOUT);
    forked.report({ id: 1, event: 'started' });
    await close(STDIN);
    await close(STDOUT);
    expect(await states()).toEqual(['resolved', 'open']);
    forked.report({ id: 1, event: 'exited', signal: 'SIGSEGV' });
    expect(await states()).toEqual(['resolved', 'resolved']);
    expect([forked.exitCode, forked.signal]).toEqual([null, 'SIGSEGV']);
  });

  it('has started and ended where it ended before its pipes were connected', async () => {
    forked.report({ id: 1, event: 'started' });
    forked.report({ id: 1, event: 'exited', exitCode: 0 });
    expect(await states()).toEqual(['open', 'open']);
    connect(STDIN, STDOUT);
    await Promise.all([close(STDIN), close(STDOUT)]);
    expect(await states()).toEqual(['resolved', 'resolved']);
  });

  it('fails where it cannot be started', async () => {
    connect(STDIN);
    forked.report({ id: 1, event: 'failed', code: 'EACCES' });
    await expect(forked.started).rejects.toThrow('It could not be started: EACCES.');
    expect(await states()).toEqual(['rejected', 'resolved']);
    expect(pipes[STDIN]!.destroyed).toBe(true);
  });

  it.each([
    ['was killed where it had not ended', false, 'SIGKILL'],
    ['keeps how it ended', true, null],
  ])('that is abandoned %s', async (_, ended, signal) => {
    connect(STDIN, STDOUT);
    forked.report({ id: 1, event: 'started' });
    if (ended) forked.report({ id: 1, event: 'exited', exitCode: 0 });
    forked.abandon();
    expect(await states()).toEqual(['resolved', 'resolved']);
    expect(forked.signal).toBe(signal);
    expect(pipes.every(({ destroyed }) => destroyed)).toBe(true);
  });
});
