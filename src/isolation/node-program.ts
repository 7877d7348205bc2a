import { type ChildProcess, spawn } from 'node:child_process';
import { execPath } from 'node:process';
import { fileURLToPath } from 'node:url';

export type NodeProgram = ChildProcess;

/**
 * Starts a program of this project in a process of its own, with which it talks by messages. It does not keep
 * this process running; while an answer is expected, `channel.ref()` does.
 *
 * @param flags of Node.js
 */
export function startNodeProgram(program: URL, flags: readonly string[]): NodeProgram {
  const child = spawn(execPath, [...flags, fileURLToPath(program)], {
    // It needs no variables of the service, which include secrets.
    env: {},
    // Ctrl-C in a terminal must reach only the service, which decides when processes end.
    detached: true,
    // One that hangs would keep the service's own output open.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    // Keeps dates, maps, bytes and large numbers.
    serialization: 'advanced',
  });
  child.unref();
  child.channel?.unref();
  return child;
}
