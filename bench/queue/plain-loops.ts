import { fork } from 'node:child_process';
import { once } from 'node:events';

const PROGRAM = new URL('./plain-loop.ts', import.meta.url);
const LOADER = new URL('../../test/support/typescript.mjs', import.meta.url).href;

/** Loops in separate processes, each warmed up with one clip. */
export async function startPlainLoops(count: number, film: string) {
  const loops = Array.from({ length: count }, () =>
    fork(PROGRAM, [film], { execArgv: ['--import', LOADER] }),
  );
  /** Distributes the events, and returns the time until the last loop is done, in milliseconds. */
  const make = async (windows: readonly number[]): Promise<number> => {
    const began = performance.now();
    await Promise.all(
      loops.map(async (loop, index) => {
        loop.send(windows.filter((_, i) => i % count === index));
        await once(loop, 'message');
      }),
    );
    return performance.now() - began;
  };
  await make(Array<number>(count).fill(30));
  return {
    make,
    pids: loops.map(({ pid }) => pid!),
    async stop() {
      await Promise.all(loops.map((loop) => (loop.disconnect(), once(loop, 'exit'))));
    },
  };
}
