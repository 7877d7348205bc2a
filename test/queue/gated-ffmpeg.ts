import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eventually } from '../support/eventually.js';

/** The real FFmpeg behind a gate: while the gate is shut, processes with the encoder start and then wait. */
export interface GatedFfmpeg {
  /** Settings of a service that uses it. */
  readonly settings: { FFMPEG_PATH: string };
  shut(): Promise<void>;
  open(): Promise<void>;
  /** The ids of these processes so far. */
  runs(): Promise<number[]>;
  /** Waits until that many were started. Returns the id of the last one. */
  started(count: number): Promise<number>;
}

export async function gatedFfmpeg(folder: string, encoder = 'libx264'): Promise<GatedFfmpeg> {
  await mkdir(folder, { recursive: true });
  const [program, gate, log] = ['ffmpeg', 'shut', 'runs'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  await writeFile(
    program,
    `#!/bin/sh
case " $* " in *" ${encoder} "*) ;; *) exec ffmpeg "$@" ;; esac
echo $$ >> '${log}'
while [ -e '${gate}' ]; do sleep 0.05; done
exec ffmpeg "$@"
`,
  );
  await chmod(program, 0o755);
  await writeFile(log, '');
  const runs = async () => (await readFile(log, 'utf8')).split('\n').filter(Boolean).map(Number);
  return {
    settings: { FFMPEG_PATH: program },
    shut: () => writeFile(gate, ''),
    open: () => rm(gate, { force: true }),
    runs,
    async started(count) {
      await eventually(async () => (await runs()).length >= count);
      return (await runs()).at(count - 1)!;
    },
  };
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
