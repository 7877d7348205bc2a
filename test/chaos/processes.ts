import { readFile } from 'node:fs/promises';
import { descendantsOf } from '../support/processes.js';

/** The processes that a service starts, by their command lines, in which a NUL ends each argument. */
const CHILDREN = {
  FFmpeg: /^([^\0]*\/)?ffmpeg\0/,
  ffprobe: /^([^\0]*\/)?ffprobe\0/,
  'fork server': /\/fork-server-process\.js\0/,
  cutter: /\/cut\/worker\/worker\.js\0/,
  isolation: /\/isolation\/task-program\.js\0/,
} as const;

export type ChildKind = keyof typeof CHILDREN;

/** The ids of all processes of this kind below these. */
export async function childrenOf(pids: readonly number[], kind: ChildKind): Promise<number[]> {
  const all = (await Promise.all(pids.map(descendantsOf))).flat();
  const commands = await Promise.all(
    all.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')),
  );
  return all.filter((_, index) => CHILDREN[kind].test(commands[index]!));
}
