import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import { footageProgram } from './run-ffmpeg.js';

/** One of the outputs that a run of FFmpeg writes. */
export interface Output<T> {
  readonly args: readonly string[];
  /** Reads what FFmpeg wrote, and its standard error, where filters write their reports. */
  read(out: Buffer, log: string): T;
}

type Outputs<T extends readonly unknown[]> = { readonly [K in keyof T]: Output<T[K]> };

/**
 * Reads a file with the system's FFmpeg, once for all outputs: starting the program takes longer than reading a clip.
 *
 * @param input arguments up to and with the file
 */
export async function readOutputs<T extends readonly unknown[]>(
  input: readonly string[],
  ...outputs: Outputs<T>
): Promise<T> {
  const pipes = outputs.map((_, index) => (index === 0 ? 1 : index + 2));
  const args = outputs.flatMap((output, index) => [...output.args, `pipe:${pipes[index]}`]);
  const stdio = ['ignore', 'pipe', 'pipe', ...pipes.slice(1).map(() => 'pipe' as const)] as const;
  const child = spawn(footageProgram, ['-nostdin', '-hide_banner', ...input, ...args], {
    stdio: [...stdio],
  });
  const read = (pipe: number) => buffer(child.stdio[pipe] as Readable);
  const [log, written, [code]] = await Promise.all([
    read(2),
    Promise.all(pipes.map(read)),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  if (code !== 0) throw new Error(`FFmpeg ended with ${code}:\n${log.toString()}`);
  return outputs.map((output, index) =>
    output.read(written[index]!, log.toString()),
  ) as unknown as T;
}

/** Arguments that open a file with its own times. */
export function inputOf(
  file: string,
  { ignoreEditList = false, tolerant = false, asShown = false }: InputOptions = {},
): string[] {
  return [
    ...(tolerant ? [] : ['-xerror', '-err_detect', 'explode']),
    ...(ignoreEditList ? ['-ignore_editlist', '1'] : []),
    ...(asShown ? [] : ['-noautorotate']),
    ...['-copyts', '-threads', '1', '-i', file],
  ];
}

export interface InputOptions {
  /** As in Firefox. Only MP4 has edit lists. */
  ignoreEditList?: boolean;
  /** Whether errors of decoding are accepted. */
  tolerant?: boolean;
  /** Whether the pictures are rotated as the file says. */
  asShown?: boolean;
}
