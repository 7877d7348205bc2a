import { describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { endProcess, heldProcesses } from './ending-processes.js';

/** A process that the kernel holds: a kill has no effect until it is let go. */
class HeldProcess extends EventEmitter {
  readonly exitCode = null;
  readonly signalCode = null;
  readonly channel = null;
  readonly kills: unknown[] = [];

  kill(signal?: NodeJS.Signals | number): boolean {
    this.kills.push(signal);
    return true;
  }
}

describe('endProcess', () => {
  it('ends a process that loops', async () => {
    const child = spawn(process.execPath, ['-e', "console.log('runs'); for (;;);"]);
    await once(child.stdout, 'data');
    await endProcess(child, 10_000);
    expect([child.signalCode, heldProcesses()]).toEqual(['SIGKILL', 0]);
    await endProcess(child);
    expect(heldProcesses()).toBe(0);
  });

  it('does not wait for a process that the kernel holds, and counts it until it ends', async () => {
    const child = new HeldProcess();
    await endProcess(child, 10);
    expect([child.kills, heldProcesses()]).toEqual([['SIGKILL'], 1]);
    child.emit('exit');
    await Promise.resolve();
    expect(heldProcesses()).toBe(0);
  });
});
