import type { ChildProcess } from 'node:child_process';
import type { IsolatedTask } from './isolated-task.js';
import { startNodeProgram } from './node-program.js';
import { taskProgramUrl } from './task-program-url.js';
import { errorOf, type TaskOrder, type TaskReply } from './task-protocol.js';

/** Tasks read indexes and heads of files. */
const SMALL = ['--max-old-space-size=256', '--max-semi-space-size=1', '--v8-pool-size=0'];

/** The process ended before the task did. */
export class TaskProcessEnded extends Error {
  constructor() {
    super('A process that reads footage has ended');
  }
}

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** A process that runs isolated tasks. It ends when this process does, for whatever reason. */
export class TaskProcess {
  /** Resolves when it has ended, which may be never for one that hangs in the kernel. */
  readonly ended: Promise<void>;
  private readonly child: ChildProcess;
  private readonly waiting = new Map<number, Waiting>();
  private lastId = 0;

  constructor() {
    this.child = startNodeProgram(taskProgramUrl, SMALL);
    this.child.on('message', (reply: TaskReply) => this.settle(reply));
    this.ended = new Promise((resolve) => {
      const end = () => {
        resolve();
        this.abandon();
      };
      this.child.once('exit', end).once('error', end);
    });
  }

  /** Whether it takes tasks. */
  get isUsable(): boolean {
    return this.child.connected;
  }

  /** @throws TaskProcessEnded, or what the task throws */
  run<Args extends unknown[], Result>(
    { module, run }: IsolatedTask<Args, Result>,
    args: Args,
  ): Promise<Result> {
    return new Promise((resolve, reject) => {
      const { child } = this;
      if (!child.connected) return reject(new TaskProcessEnded());
      const id = ++this.lastId;
      this.waiting.set(id, { resolve: resolve as Waiting['resolve'], reject });
      child.channel?.ref();
      const order: TaskOrder = { id, module, name: run.name, args };
      child.send(order, (error) => error && this.abandon());
    });
  }

  /** Ends it without waiting for it. */
  kill(): void {
    this.child.kill('SIGKILL');
    if (this.child.connected) this.child.disconnect();
    this.abandon();
  }

  private settle(reply: TaskReply): void {
    const waiting = this.waiting.get(reply.id);
    this.waiting.delete(reply.id);
    if (this.waiting.size === 0) this.child.channel?.unref();
    if ('result' in reply) waiting?.resolve(reply.result);
    else waiting?.reject(errorOf(reply.failure));
  }

  private abandon(): void {
    const given = [...this.waiting.values()];
    this.waiting.clear();
    this.child.channel?.unref();
    for (const { reject } of given) reject(new TaskProcessEnded());
  }
}
