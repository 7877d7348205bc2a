import { EventClipsError } from '../../common/event-clips-error.js';
import { ClipDiffers, type CutObstacle, SmartCutNotPossible } from '../cut-errors.js';
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

/** An error as it is sent between processes, which lose its class. */
export interface Failure {
  kind: 'obstacle' | 'differs' | 'no_space' | 'other';
  obstacle: CutObstacle | null;
  message: string;
  /** For the log. */
  detail: string;
}

export function failureOf(error: unknown): Failure {
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const cause =
    error instanceof Error && error.cause ? `\ncaused by ${failureOf(error.cause).detail}` : '';
  const obstacle = error instanceof SmartCutNotPossible ? error.obstacle : null;
  const message = error instanceof Error ? error.message : '';
  return { kind: kindOf(error), obstacle, message, detail: detail + cause };
}

function kindOf(error: unknown): Failure['kind'] {
  if (error instanceof SmartCutNotPossible) return 'obstacle';
  if (error instanceof ClipDiffers) return 'differs';
  return (error as NodeJS.ErrnoException | null)?.code === 'ENOSPC' ? 'no_space' : 'other';
}

export function errorOf({ kind, obstacle, message, detail }: Failure): Error {
  const options = { cause: new Error(detail) };
  switch (kind) {
    case 'obstacle':
      return new SmartCutNotPossible(obstacle!, options);
    case 'differs':
      return new ClipDiffers(message, options);
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
