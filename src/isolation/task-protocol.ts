import { EventClipsError } from '../common/event-clips-error.js';

/** What a process is to run. */
export interface TaskOrder {
  readonly id: number;
  readonly module: string;
  readonly name: string;
  readonly args: readonly unknown[];
}

export type TaskReply = { readonly id: number } & (
  { readonly result: unknown } | { readonly failure: TaskFailure }
);

/** An error as it is sent between processes, which keep neither its class nor its code. */
export interface TaskFailure {
  readonly message: string;
  readonly stack: string | undefined;
  /** Of an error for callers; null: any other one. */
  readonly status: number | null;
  /** Of the system. */
  readonly fields: { code?: string; errno?: number; syscall?: string; path?: string };
}

export function failureOf(error: unknown): TaskFailure {
  if (!(error instanceof Error)) {
    return { message: String(error), stack: undefined, status: null, fields: {} };
  }
  const { code, errno, syscall, path } = error as NodeJS.ErrnoException;
  return {
    message: error.message,
    stack: error.stack,
    status: error instanceof EventClipsError ? error.status : null,
    fields: {
      ...(code !== undefined && { code }),
      ...(errno !== undefined && { errno }),
      ...(syscall !== undefined && { syscall }),
      ...(path !== undefined && { path }),
    },
  };
}

export function errorOf({ message, stack, status, fields }: TaskFailure): Error {
  const error =
    status === null
      ? Object.assign(new Error(message), fields)
      : new EventClipsError(fields.code ?? '', status, message);
  if (stack !== undefined) error.stack = stack;
  return error;
}
