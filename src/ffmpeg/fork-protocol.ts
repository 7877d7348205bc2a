/** A process to start. */
export interface Launch {
  readonly id: number;
  readonly command: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** The descriptors that are pipes. Others of 0 to 2 lead nowhere. */
  readonly pipes: readonly number[];
}

/** A command to the fork server. */
export type Order =
  | { readonly launch: Launch; readonly kill?: undefined }
  | { readonly kill: number; readonly launch?: undefined };

/** A message of the fork server about the process `id`. */
export interface Report {
  readonly id: number;
  readonly event: 'started' | 'failed' | 'exited';
  /** Why it could not be started: a system error's code. */
  readonly code?: string | undefined;
  readonly exitCode?: number | null;
  readonly signal?: NodeJS.Signals | null;
}

/** The socket for the pipes, in the folder of the fork server. */
export const SOCKET_NAME = 'pipes';

/** Identifies the pipe of a connection. It is sent before any data of the process. */
export interface PipeName {
  readonly id: number;
  readonly descriptor: number;
}

export const PIPE_NAME_BYTES = 5;

export function writePipeName({ id, descriptor }: PipeName): Buffer {
  const bytes = Buffer.alloc(PIPE_NAME_BYTES);
  bytes.writeUInt32BE(id);
  bytes.writeUInt8(descriptor, 4);
  return bytes;
}

export function readPipeName(bytes: Buffer): PipeName {
  return { id: bytes.readUInt32BE(), descriptor: bytes.readUInt8(4) };
}
