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
/** At most half of the smallest memory limit of a process. */
const SMALL = ['--max-old-space-size=16', '--max-semi-space-size=1', '--v8-pool-size=0'];

/** So that live recording and HTTP come first. */
const NICENESS = 10;

const STAY_AWAKE_MS = 60_000;

interface Server {
  readonly process: ChildProcess;
  readonly folder: ProcessFolder;
  readonly ended: Promise<void>;
}

/**
 * Starts processes from a small separate process, like the fork server of Python's `multiprocessing`.
 *
 * Node.js starts a process with a fork: the system marks all its memory as shared, and each page that is written
 * to afterwards causes a page fault. In a service of 150 MB that costs a tenth of a second for each start, spread
 * over the following work. In a small process it costs hardly anything.
 *
 * The started processes are connected with this one directly, by sockets. They end when the fork server ends, and
 * it ends when this process ends, for whatever reason.
 */
export class ForkServer {
  private server: Promise<Server> | null = null;
  private readonly processes = new Map<number, ForkedProcess>();
  private lastId = 0;

  /**
   * @param limits of each process that it starts
   * @param temporary the folder in which a new folder for its socket and the empty folders is made
   */
  constructor(
    private readonly limits: Limits & { readonly niceness?: number },
    private readonly temporary = tmpdir(),
  ) {}

  /** Starts a process whose `pipes` are connected with this one. It may still fail to start. */
  async launch(launch: Omit<Launch, 'id'>): Promise<ForkedProcess> {
    const { process } = await this.running();
    const id = ++this.lastId;
    const forked = new ForkedProcess(launch.pipes, () => send(process, { kill: id }));
    this.processes.set(id, forked);
    // Both, since the fork server may end before it answers.
    process.ref();
    process.channel?.ref();
    void forked.closed.finally(() => {
      this.processes.delete(id);
      if (this.processes.size > 0) return;
      process.unref();
      process.channel?.unref();
    });
    send(process, { launch: { ...launch, id } });
    return forked;
  }

  /** Gives `work` an empty folder for a process, and removes it with its content afterwards. */
  async inEmptyFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
    const { folder } = await this.running();
    return folder.inEmptyFolder(work);
  }

  /** Kills all running processes. The fork server can be used again afterwards. */
  async close(): Promise<void> {
    const server = await this.server;
    if (!server) return;
    // Otherwise this process could end before the fork server does, and before what its caller does then.
    const awake = setInterval(() => {}, STAY_AWAKE_MS);
    if (server.process.connected) server.process.disconnect();
    await server.ended;
    clearInterval(awake);
  }

  private running(): Promise<Server> {
    return (this.server ??= this.start());
  }

  private async start(): Promise<Server> {
    try {
      const { niceness = NICENESS } = this.limits;
      const folder = await makeProcessFolder(this.temporary, (pipe) => this.accept(pipe));
      // The processes that it starts inherit its confinement.
      const limits = await confinement(this.limits);
      const confined = [...limits, execPath, ...SMALL, PROGRAM, folder.path, String(niceness)];
      const process = spawn(confined[0]!, confined.slice(1), {
        // It needs no variables of the service, which include secrets.
        env: {},
        // Ctrl-C in a terminal must reach only the service, which decides when processes end.
        detached: true,
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      });
      process.on('message', (report: Report) => this.processes.get(report.id)?.report(report));
      // The fork server does not keep this process running.
      process.unref();
      process.channel?.unref();
      return { process, folder, ended: this.end(process, folder) };
    } catch (error) {
      this.server = null;
      throw error;
    }
  }

  private async end(process: ChildProcess, folder: ProcessFolder): Promise<void> {
    // It rejects if the program cannot be started, and there is nothing else to report.
    await once(process, 'exit').catch(() => {});
    this.server = null;
    this.processes.forEach((forked) => forked.abandon());
    // The next start removes what cannot be removed now.
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
  // If it has ended, its `exit` event reports that.
  if (process.connected) process.send(order, () => {});
}
