import type { Socket } from 'node:net';
import type { Report } from './fork-protocol.js';

/** The fork server has ended, and its processes with it. */
export class ForkServerEnded extends Error {
  constructor() {
    super('The fork server has ended.');
  }
}

/** The system did not start a process. `code` is that of its error. */
export class NotStarted extends Error {
  constructor(readonly code: string) {
    super(`It could not be started: ${code}.`);
  }
}

/** A process that the fork server has started, or will start. */
export class ForkedProcess {
  private readonly pipes = new Map<number, Socket>();
  private resolveStarted!: () => void;
  private rejectStarted!: (error: Error) => void;
  private resolveClosed!: () => void;
  private running = false;
  private exited = false;
  /** Resolves when it runs and its pipes are connected. Rejects if it cannot be started. */
  readonly started = new Promise<void>((resolve, reject) => {
    this.resolveStarted = resolve;
    this.rejectStarted = reject;
  });
  /** Resolves when it has ended and all its output was read, or no more output can arrive. */
  readonly closed = new Promise<void>((resolve) => {
    this.resolveClosed = resolve;
  });
  exitCode: number | null = null;
  signal: NodeJS.Signals | null = null;

  constructor(
    private readonly descriptors: readonly number[],
    /** Kills it and its whole group at once. */
    readonly kill: () => void,
  ) {
    // A process that is killed before its start may have no waiting caller.
    this.started.catch(() => {});
  }

  /** Available after `started`. */
  pipe(descriptor: number): Socket | null {
    return this.pipes.get(descriptor) ?? null;
  }

  connect(descriptor: number, pipe: Socket): void {
    this.pipes.set(descriptor, pipe);
    pipe.once('close', () => this.settle());
    this.settle();
  }

  report({ event, code, exitCode = null, signal = null }: Report): void {
    if (event === 'started') this.running = true;
    else if (event === 'failed') this.fail(new NotStarted(String(code)));
    else {
      this.exited = true;
      this.exitCode = exitCode;
      this.signal = signal;
      // The process reads no more input.
      this.pipes.get(0)?.destroy();
    }
    this.settle();
  }

  /** Stops waiting for it, because the fork server has ended or cannot kill it. */
  abandon(): void {
    if (!this.exited) this.signal = 'SIGKILL';
    this.fail(new ForkServerEnded());
  }

  private fail(error: Error): void {
    this.rejectStarted(error);
    this.resolveClosed();
    this.pipes.forEach((pipe) => pipe.destroy());
  }

  private settle(): void {
    const pipes = [...this.pipes.values()];
    const connected = this.descriptors.length === pipes.length;
    if (connected && (this.running || this.exited)) this.resolveStarted();
    if (connected && this.exited && pipes.every((pipe) => pipe.closed)) this.resolveClosed();
  }
}
