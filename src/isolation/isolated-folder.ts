import { Logger } from '@nestjs/common';
import { setTimeout as wait } from 'node:timers/promises';
import { inTime } from '../common/in-time.js';
import { FileSilentError, FolderSilentError } from './folder-errors.js';
import type { IsolatedTask } from './isolated-task.js';
import { LOOK } from './look-at-folder.js';
import { TaskProcess, TaskProcessEnded } from './task-process.js';

/** After a task has run for so long, the folder is asked whether it answers at all. */
const DOUBT_MS = 2_000;
/** Its answer is good for so long. */
const TRUST_MS = 5_000;
const TICK_MS = 1_000;
/** A folder that has not answered by then is silent. A disk that recorders write to may stall for seconds. */
const SILENT_MS = 8_000;
/** A silent folder is asked by a new process so often: what hangs may hang for ever, though the share is back. */
const ASK_AGAIN_MS = 10_000;
/** Killed processes that may hang in the kernel before no more are started. */
const MAX_STUCK = 8;

interface Run {
  readonly process: TaskProcess;
  readonly startedAtMs: number;
  readonly endsAtMs: number;
  readonly stop: AbortController;
}

/** Tasks of one folder, in a process that is replaced when one of them hangs. */
export class IsolatedFolder {
  private readonly logger = new Logger('Footage');
  private process: TaskProcess | null = null;
  private readonly runs = new Set<Run>();
  private readonly watches = new Set<AbortController>();
  private readonly stuck = new Set<TaskProcess>();
  private timer: NodeJS.Timeout | null = null;
  private asked: { process: TaskProcess; answer: Promise<boolean> } | null = null;
  private trustedUntilMs = -Infinity;
  private isSilent = false;
  private isClosed = false;

  /** @param path asked whether it answers */
  constructor(readonly path: string) {}

  /** @throws FolderSilentError, FileSilentError, or what the task throws */
  async run<Args extends unknown[], Result>(
    task: IsolatedTask<Args, Result>,
    args: Args,
  ): Promise<Result> {
    try {
      return await this.runOnce(task, args);
    } catch (error) {
      // Killed, perhaps for the memory of the machine: it only reads, so it may do it again.
      if (!(error instanceof TaskProcessEnded) || this.isClosed) throw error;
      return this.runOnce(task, args);
    }
  }

  /** Aborts the controller with a `FolderSilentError` as soon as the folder does not answer. Returns what ends that. */
  watch(controller: AbortController): () => void {
    if (this.isSilent) controller.abort(new FolderSilentError());
    this.watches.add(controller);
    this.observe();
    return () => void this.watches.delete(controller);
  }

  /** Ends all processes, without waiting for those that hang. */
  close(): void {
    this.isClosed = true;
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
    this.asked?.process.kill();
    this.process?.kill();
    for (const { process } of this.runs) process.kill();
  }

  private async runOnce<Args extends unknown[], Result>(
    task: IsolatedTask<Args, Result>,
    args: Args,
  ): Promise<Result> {
    if (this.isSilent) throw new FolderSilentError();
    if (!this.process?.isUsable) this.process = new TaskProcess();
    const { process } = this;
    const startedAtMs = performance.now();
    const endsAtMs = startedAtMs + task.timeoutMs;
    const run: Run = { process, startedAtMs, endsAtMs, stop: new AbortController() };
    this.runs.add(run);
    this.observe();
    try {
      return await orStopped(process.run(task, args), run.stop.signal);
    } finally {
      this.runs.delete(run);
      this.leave(process);
    }
  }

  /** Ends a process that was replaced, once nothing is expected of it. */
  private leave(process: TaskProcess): void {
    if (process === this.process) return;
    if ([...this.runs].every((run) => run.process !== process)) this.end(process);
  }

  private end(process: TaskProcess): void {
    this.stuck.add(process);
    void process.ended.then(() => this.stuck.delete(process));
    process.kill();
  }

  /** Looks at the clock while anything runs or is watched. */
  private observe(): void {
    if (this.isClosed) return;
    this.timer ??= setInterval(() => this.tick(), TICK_MS).unref();
  }

  private tick(): void {
    if (this.runs.size === 0 && this.watches.size === 0) {
      clearInterval(this.timer!);
      this.timer = null;
      return;
    }
    const nowMs = performance.now();
    const runs = [...this.runs];
    for (const { process, stop } of runs.filter(({ endsAtMs }) => endsAtMs <= nowMs)) {
      // One of its threads hangs. Its other tasks go on, and the next ones get another process.
      if (this.process === process) this.process = null;
      stop.abort(new FileSilentError());
    }
    if (this.stuck.size >= MAX_STUCK) this.fallSilent();
    else if (runs.some(({ startedAtMs }) => startedAtMs + DOUBT_MS <= nowMs)) void this.doubt();
    else if (runs.length === 0) void this.run(LOOK, [this.path]).catch(() => null);
  }

  /** Asks the folder whether it answers at all. */
  private async doubt(): Promise<void> {
    if (this.asked || this.isSilent || performance.now() < this.trustedUntilMs) return;
    if (!(await inTime(this.ask(), SILENT_MS, false))) this.fallSilent();
    this.trustedUntilMs = performance.now() + TRUST_MS;
  }

  /**
   * Whether the folder answers, with an error too; false: the process has ended. It is a process of its own, as
   * the threads of the other one may all hang.
   */
  private ask(): Promise<boolean> {
    if (this.asked) return this.asked.answer;
    const process = new TaskProcess();
    const answer = process.run(LOOK, [this.path]).then(
      () => true,
      (error: unknown) => !(error instanceof TaskProcessEnded),
    );
    const asked = (this.asked = { process, answer });
    void answer.then((isAnswer) => {
      if (this.asked === asked) this.asked = null;
      if (isAnswer && !this.process && !this.isClosed) this.process = process;
      else this.end(process);
    });
    return answer;
  }

  private fallSilent(): void {
    if (this.isSilent || this.isClosed) return;
    this.isSilent = true;
    this.logger.warn({ msg: SILENT, folder: this.path });
    const hung = new Set([...this.runs].map(({ process }) => process));
    if (this.process) hung.add(this.process);
    this.process = null;
    for (const { stop } of this.runs) stop.abort(new FolderSilentError());
    for (const watch of this.watches) watch.abort(new FolderSilentError());
    for (const process of hung) this.end(process);
    void this.awaitAnswer();
  }

  private async awaitAnswer(): Promise<void> {
    for (;;) {
      const answers = await inTime(this.ask(), ASK_AGAIN_MS, false);
      if (this.isClosed) return;
      const mayStart = this.stuck.size < MAX_STUCK;
      if (answers && mayStart) break;
      // It asks a mount that is gone, perhaps, though another one is in its place by now.
      if (mayStart) this.asked?.process.kill();
      await wait(TICK_MS, undefined, { ref: false });
    }
    this.isSilent = false;
    this.logger.log({ msg: 'A folder of footage answers again', folder: this.path });
  }
}

const SILENT =
  'A folder of footage does not answer. What needs it is postponed. Check its mount and its server';

/** The result of the work, or the reason of the signal, if that aborts before. */
function orStopped<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    work.then(resolve, reject);
  });
}
