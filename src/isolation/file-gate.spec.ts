import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { FileGate } from './file-gate.js';
import { ClipsFolderSilentError } from './folder-errors.js';

const MOST = 3;
const LIMIT_MS = 10_000;
const SILENT = ClipsFolderSilentError;

/** An operation that ends when it is allowed to. */
function operation<T = string>(result: T) {
  let settle!: { resolve: () => void; reject: (error: Error) => void };
  const outcome = new Promise<T>((resolve, reject) => {
    settle = { resolve: () => resolve(result), reject };
  });
  const work = jest.fn(() => outcome);
  return { work, ...settle };
}

describe('FileGate', () => {
  let gate: FileGate;
  beforeEach(() => {
    jest.useFakeTimers();
    gate = new FileGate(MOST);
  });
  afterEach(() => void jest.useRealTimers());

  /** Starts as many operations as may run, none of which ends by itself. */
  function hang() {
    const operations = Array.from({ length: MOST }, (_, i) => operation(`${i}`));
    const results = operations.map(({ work }) => gate.run(work).catch((error: unknown) => error));
    return { operations, results };
  }
  const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);

  it('lets a few operations run at a time, and the others in their order', async () => {
    const { operations } = hang();
    const [next, last] = [operation('next'), operation('last')];
    const results = [gate.run(next.work), gate.run(last.work)];
    expect(operations.every(({ work }) => work.mock.calls.length === 1)).toBe(true);
    await pass(LIMIT_MS / 2);
    expect([next.work, last.work].map((work) => work.mock.calls.length)).toEqual([0, 0]);
    operations[1]!.resolve();
    await pass(0);
    expect([next.work, last.work].map((work) => work.mock.calls.length)).toEqual([1, 0]);
    next.resolve();
    await pass(0);
    last.resolve();
    expect(await Promise.all(results)).toEqual(['next', 'last']);
  });

  it('gives the error of an operation, and its turn to the next one', async () => {
    const { operations, results } = hang();
    const next = operation('next');
    const result = gate.run(next.work);
    operations[0]!.reject(new Error('not there'));
    expect(await results[0]).toMatchObject({ message: 'not there' });
    next.resolve();
    expect(await result).toBe('next');
  });

  it('gives up an operation after its limit, and goes on while another turn is left', async () => {
    const hung = operation('hung');
    const result = gate.run(hung.work).catch((error: unknown) => error);
    await pass(LIMIT_MS);
    expect(await result).toBeInstanceOf(SILENT);
    expect(await gate.run(() => Promise.resolve('fine'))).toBe('fine');
  });

  it('gives up those that wait, and refuses all others at once, while everything that runs hangs', async () => {
    const { operations, results } = hang();
    await pass(LIMIT_MS - 1000);
    const waiting = operation('waiting');
    const result = gate.run(waiting.work).catch((error: unknown) => error);
    await pass(1000);
    for (const one of [...results, result]) expect(await one).toBeInstanceOf(SILENT);
    await expect(gate.run(waiting.work)).rejects.toThrow(SILENT);
    expect(waiting.work).not.toHaveBeenCalled();

    operations[0]!.resolve();
    await pass(0);
    expect(await gate.run(() => Promise.resolve('again'))).toBe('again');
  });

  it('gives an operation the time that it asks for', async () => {
    const slow = operation('slow');
    const result = gate.run(slow.work, { limitMs: 60_000 });
    await pass(59_000);
    slow.resolve();
    expect(await result).toBe('slow');
  });

  it('discards a result that comes too late, before the turn of the next one', async () => {
    const { operations } = hang();
    const discard = jest.fn(() => Promise.reject(new Error('cannot be closed')));
    operations[0]!.resolve();
    await pass(0);
    const late = operation('late');
    const result = gate.run(late.work, { discard }).catch((error: unknown) => error);
    await pass(LIMIT_MS);
    expect(await result).toBeInstanceOf(SILENT);
    expect(discard).not.toHaveBeenCalled();
    late.resolve();
    await pass(0);
    expect(discard.mock.calls).toEqual([['late']]);
  });

  it('keeps no timer once it is idle', async () => {
    await gate.run(() => Promise.resolve());
    expect(jest.getTimerCount()).toBe(1);
    await pass(1000);
    expect(jest.getTimerCount()).toBe(0);
  });
});
