import type { Socket } from 'node:net';
import type { Report } from './fork-protocol.js';

/** A process that the fork server has started, or is about to. */
export class ForkedProcess {
  private readonly pipes = new Map<number, Socket>();
  private resolveStarted!: () => void;
  private rejectStarted!: (error: Error) => void;
  private resolveClosed!: () => void;
  private running = false;
  private exited = false;
  /** Resolves when it runs and its pipes are there; rejects when it cannot be started. */
  readonly started = new Promise<void>((resolve, reject) => {
    this.resolveStarted = resolve;
    this.rejectStarted = reject;
  });
  /** Resolves when it has ended and all that it wrote was read, or nothing more will come. */
  readonly closed = new Promise<void>((resolve) => {
    this.resolveClosed = resolve;
  });
  exitCode: number | null = null;
  signal: NodeJS.Signals | null = null;

  constructor(
    private readonly descriptors: readonly number[],
    /** Kills it and all of its group at once. */
    readonly kill: () => void,
  ) {
    // Nobody may wait for the start of one that is killed before.
    this.started.catch(() => {});
  }

  /** After `started`. */
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
    else if (event === 'failed') this.fail(new Error(`It could not be started: ${code}.`));
    else {
      this.exited = true;
      this.exitCode = exitCode;
      this.signal = signal;
      // It takes no more input.
      this.pipes.get(0)?.destroy();
    }
    this.settle();
  }

  /** Waits for it no longer: the fork server is gone, or cannot kill it. */
  abandon(): void {
    if (!this.exited) this.signal = 'SIGKILL';
    this.fail(new Error('The fork server has ended.'));
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
