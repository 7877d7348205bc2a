import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { setPriority } from 'node:os';
import { join } from 'node:path';
import {
  type Launch,
  type Order,
  type Report,
  SOCKET_NAME,
  writePipeName,
} from './fork-protocol.js';
import { REMOVAL } from './process-folder.js';

/** The program of the fork server: starts and kills processes on command, until its parent has ended. */

const [, , folder = '', niceness = ''] = process.argv;

// Started processes inherit it.
try {
  setPriority(Number(niceness));
} catch {
  // Its priority is lower already.
}

const running = new Map<number, ChildProcess>();
const launching = new Map<number, { killed: boolean }>();

process.on('message', ({ launch, kill }: Order) => {
  if (launch) void start(launch);
  else if (kill !== undefined) end(kill);
});
process.on('disconnect', () => {
  running.forEach(killGroup);
  // A killed parent has left it.
  rmSync(folder, REMOVAL);
  process.exit();
});
// A terminal and a service manager send signals to all processes. The parent decides when this one ends.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});

async function start(launch: Launch): Promise<void> {
  const { id } = launch;
  const state = { killed: false };
  launching.set(id, state);
  const pipes: Socket[] = [];
  try {
    pipes.push(...(await Promise.all(launch.pipes.map((at) => openPipe(id, at)))));
    if (state.killed) tell({ id, event: 'exited', exitCode: null, signal: 'SIGKILL' });
    else fork(launch, pipes);
  } catch (error) {
    tell({ id, event: 'failed', code: codeOf(error) });
  } finally {
    launching.delete(id);
    // The process has its own descriptors for them.
    pipes.forEach((pipe) => pipe.destroy());
  }
}

/** Paused before it connects, since nothing of it may be read here. */
async function openPipe(id: number, descriptor: number): Promise<Socket> {
  const socket = connect(join(folder, SOCKET_NAME)).pause();
  await once(socket, 'connect');
  await new Promise<void>((resolve, reject) => {
    socket.write(writePipeName({ id, descriptor }), (error) => (error ? reject(error) : resolve()));
  });
  return socket;
}

function fork({ id, command, cwd, env, pipes: descriptors }: Launch, pipes: Socket[]): void {
  const [program = '', ...args] = command;
  const stdio = Array.from({ length: Math.max(2, ...descriptors) + 1 }, (_, descriptor) => {
    return pipes[descriptors.indexOf(descriptor)] ?? ('ignore' as const);
  });
  const child = spawn(program, args, { cwd, env, detached: true, stdio });
  child.once('error', (error) => tell({ id, event: 'failed', code: codeOf(error) }));
  child.once('spawn', () => {
    running.set(id, child);
    tell({ id, event: 'started' });
  });
  child.once('exit', (exitCode, signal) => {
    // A wrapper script may leave a process behind, which would keep the pipes open.
    killGroup(child);
    running.delete(id);
    tell({ id, event: 'exited', exitCode, signal });
  });
}

function end(id: number): void {
  const child = running.get(id);
  const state = launching.get(id);
  if (child) killGroup(child);
  else if (state) state.killed = true;
}

function killGroup({ pid }: ChildProcess): void {
  try {
    process.kill(-(pid as number), 'SIGKILL');
  } catch {
    // ESRCH: the whole group has ended.
  }
}

function tell(report: Report): void {
  // The parent may end at any moment. Then `disconnect` ends this process.
  if (process.connected) process.send!(report, undefined, undefined, () => {});
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}
