/** A process to start. */
export interface Launch {
  readonly id: number;
  readonly command: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Which of its descriptors are pipes; the others of 0 to 2 are closed to it. */
  readonly pipes: readonly number[];
}

/** What the fork server is told to do. */
export type Order =
  | { readonly launch: Launch; readonly kill?: undefined }
  | { readonly kill: number; readonly launch?: undefined };

/** What it tells of the process `id`. */
export interface Report {
  readonly id: number;
  readonly event: 'started' | 'failed' | 'exited';
  /** Why it could not be started: a system error's code. */
  readonly code?: string | undefined;
  readonly exitCode?: number | null;
  readonly signal?: NodeJS.Signals | null;
}

/** The socket that pipes lead to, in the folder that the fork server is given. */
export const SOCKET_NAME = 'pipes';

/** Which pipe a connection is: its first bytes, before anything of the process. */
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
