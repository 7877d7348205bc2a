import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import { confinement, type Limits } from './confinement.js';
import {
  type Launch,
  type Order,
  PIPE_NAME_BYTES,
  readPipeName,
  type Report,
} from './fork-protocol.js';
import { forkServerUrl } from './fork-server-url.js';
import { ForkedProcess } from './forked-process.js';
import { makeProcessFolder, type ProcessFolder } from './process-folder.js';

const PROGRAM = fileURLToPath(forkServerUrl);
/** Within half of the least memory that processes may be limited to. */
const SMALL = ['--max-old-space-size=16', '--max-semi-space-size=1', '--v8-pool-size=0'];

interface Server {
  readonly process: ChildProcess;
  readonly folder: ProcessFolder;
  readonly ended: Promise<void>;
}

/**
 * Starts processes by a small process of its own, as Python's `multiprocessing` does under this name.
 *
 * Node forks: the system marks all memory of the process as shared, and faults on each page of it that is
 * written to afterwards. In a service of 150 MB each start costs a tenth of a second by that, spread over
 * whatever it does next; in a process that does nothing else, hardly anything.
 *
 * The started processes are connected with this one directly, by sockets. They end when the fork server
 * does, and it ends when this process does, however that comes.
 */
export class ForkServer {
  private server: Promise<Server> | null = null;
  private readonly processes = new Map<number, ForkedProcess>();
  private lastId = 0;

  /**
   * @param limits of each process that it starts
   * @param temporary where its socket and the empty folders lie, in a folder of their own
   */
  constructor(
    private readonly limits: Limits,
    private readonly temporary = tmpdir(),
  ) {}

  /** Starts a process whose `pipes` are connected with us; it may still fail to start. */
  async launch(launch: Omit<Launch, 'id'>): Promise<ForkedProcess> {
    const { process } = await this.running();
    const id = ++this.lastId;
    const forked = new ForkedProcess(launch.pipes, () => send(process, { kill: id }));
    this.processes.set(id, forked);
    process.channel?.ref();
    void forked.closed.finally(() => {
      this.processes.delete(id);
      if (this.processes.size === 0) process.channel?.unref();
    });
    send(process, { launch: { ...launch, id } });
    return forked;
  }

  /** Lends `work` an empty folder for a process, and removes it with whatever was written there. */
  async inEmptyFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
    const { folder } = await this.running();
    return folder.inEmptyFolder(work);
  }

  /** Kills what still runs. It may be used again afterwards. */
  async close(): Promise<void> {
    const server = await this.server;
    if (!server) return;
    if (server.process.connected) server.process.disconnect();
    await server.ended;
  }

  private running(): Promise<Server> {
    return (this.server ??= this.start());
  }

  private async start(): Promise<Server> {
    try {
      const folder = await makeProcessFolder(this.temporary, (pipe) => this.accept(pipe));
      // What it starts inherits its confinement.
      const limits = await confinement(this.limits);
      const confined = [...limits, execPath, ...SMALL, PROGRAM, folder.path];
      const process = spawn(confined[0]!, confined.slice(1), {
        // It needs nothing of ours, least of all our secrets.
        env: {},
        // Ctrl-C in a terminal is for us, who decide what becomes of the processes.
        detached: true,
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      });
      process.on('message', (report: Report) => this.processes.get(report.id)?.report(report));
      // None of it keeps this process from ending.
      process.unref();
      process.channel?.unref();
      return { process, folder, ended: this.end(process, folder) };
    } catch (error) {
      this.server = null;
      throw error;
    }
  }

  private async end(process: ChildProcess, folder: ProcessFolder): Promise<void> {
    // It rejects where the program cannot even be started, which is all that there is to know.
    await once(process, 'exit').catch(() => {});
    this.server = null;
    this.processes.forEach((forked) => forked.abandon());
    // What cannot be removed now is by the next start.
    await folder.remove().catch(() => {});
  }

  private accept(pipe: Socket): void {
    pipe.on('error', () => {});
    const receive = () => {
      const bytes = pipe.read(PIPE_NAME_BYTES) as Buffer | null;
      if (bytes === null) return;
      pipe.off('readable', receive);
      const { id, descriptor } = readPipeName(bytes);
      const forked = this.processes.get(id);
      if (forked) forked.connect(descriptor, pipe);
      else pipe.destroy();
    };
    pipe.on('readable', receive);
  }
}

function send(process: ChildProcess, order: Order): void {
  // Where it is gone, its `exit` tells.
  if (process.connected) process.send(order, () => {});
}
