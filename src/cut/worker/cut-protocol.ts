import { EventClipsError } from '../../common/event-clips-error.js';
import { UnreadableSourceError } from '../../probe/media-errors.js';
import { type CutObstacle, SmartCutNotPossible } from '../cut-errors.js';
import type { CutTasks } from './cut-tasks.js';

/** The names of the tasks, which all answer with a promise. */
export type TaskName = {
  [K in keyof CutTasks]: CutTasks[K] extends Task ? K : never;
}[keyof CutTasks];
type Task = (...args: never[]) => Promise<unknown>;

export interface Request {
  task: TaskName;
  args: unknown[];
}

export type Reply = { progress: number } | { result: unknown } | { failure: Failure };

/** An error as it is sent between threads, which lose its class. */
export interface Failure {
  kind: 'obstacle' | 'unreadable' | 'no_space' | 'other';
  obstacle: CutObstacle | null;
  /** For the log. */
  detail: string;
}

export function failureOf(error: unknown): Failure {
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const cause =
    error instanceof Error && error.cause ? `\ncaused by ${failureOf(error.cause).detail}` : '';
  const kind =
    error instanceof SmartCutNotPossible
      ? 'obstacle'
      : error instanceof UnreadableSourceError
        ? 'unreadable'
        : (error as NodeJS.ErrnoException | null)?.code === 'ENOSPC'
          ? 'no_space'
          : 'other';
  const obstacle = error instanceof SmartCutNotPossible ? error.obstacle : null;
  return { kind, obstacle, detail: detail + cause };
}

export function errorOf({ kind, obstacle, detail }: Failure): Error {
  const options = { cause: new Error(detail) };
  switch (kind) {
    case 'obstacle':
      return new SmartCutNotPossible(obstacle!, options);
    case 'unreadable':
      return new UnreadableSourceError(options);
    case 'no_space':
      return new EventClipsError(
        'NO_SPACE',
        507,
        'The server has no disk space left for this. Free some space and ask again.',
        options,
      );
    case 'other':
      // What this reader fails on, FFmpeg may still read.
      return new SmartCutNotPossible('reading', options);
  }
}
