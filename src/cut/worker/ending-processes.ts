import type { EventEmitter } from 'node:events';
import type { NodeProgram } from '../../isolation/node-program.js';

/** How long a process may take to end. One that loops is ended at once. */
const END_MS = 2_000;

type Killable = Pick<NodeProgram, 'exitCode' | 'signalCode' | 'kill' | 'channel'> & EventEmitter;

const held = new Set<Killable>();

/**
 * How many processes were to end and have not: the kernel holds them, as in a read of a disk that does not answer. They
 * end when it answers.
 */
export function heldProcesses(): number {
  return held.size;
}

/** Ends a process whatever it does. One that the kernel holds is counted, and not waited for. */
export async function endProcess(child: Killable, withinMs = END_MS): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<boolean>((resolve) => child.once('exit', () => resolve(true)));
  child.kill('SIGKILL');
  let late: NodeJS.Timeout | undefined;
  const isLate = new Promise<boolean>((resolve) => {
    late = setTimeout(resolve, withinMs, false);
  });
  if (!(await Promise.race([ended, isLate]))) {
    held.add(child);
    void ended.then(() => held.delete(child));
    // It does not keep this process from ending.
    child.channel?.unref();
  }
  clearTimeout(late);
}
