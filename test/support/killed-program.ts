import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A real program, of which a test has some runs killed as the kernel's OOM killer does. */
export interface KilledProgram {
  readonly path: string;
  /** From now on, so many runs with this text among their arguments are killed; the others work. */
  kill(runs: number, having: string): Promise<void>;
}

export async function killedProgram(
  folder: string,
  name: 'ffmpeg' | 'ffprobe',
): Promise<KilledProgram> {
  await mkdir(folder, { recursive: true });
  const [path, left, text] = [name, `${name}.left`, `${name}.text`].map((one) =>
    join(folder, one),
  ) as [string, string, string];
  await writeFile(
    path,
    `#!/bin/sh
case "$*" in
  *"$(cat '${text}')"*)
    left=$(cat '${left}')
    if [ "$left" -gt 0 ]; then echo $((left - 1)) > '${left}'; kill -KILL $$; fi ;;
esac
exec ${name} "$@"
`,
  );
  await chmod(path, 0o755);
  const kill = async (runs: number, having: string) => {
    await writeFile(text, having);
    await writeFile(left, String(runs));
  };
  await kill(0, 'none');
  return { path, kill };
}
