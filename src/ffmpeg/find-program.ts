import { access, constants, stat } from 'node:fs/promises';
import { delimiter, join, resolve } from 'node:path';

/** Where the operating system looks for programs. This is no setting of the service. */
export const searchPath = (): string => process.env.PATH ?? '/usr/local/bin:/usr/bin:/bin';

/** The absolute path of a program, from a path or a name on PATH; null if it cannot be run. */
export async function findProgram(nameOrPath: string): Promise<string | null> {
  const candidates = nameOrPath.includes('/')
    ? [resolve(nameOrPath)]
    : searchPath()
        .split(delimiter)
        .filter((folder) => folder !== '')
        .map((folder) => join(folder, nameOrPath));
  for (const candidate of candidates) {
    if (await isProgram(candidate)) return candidate;
  }
  return null;
}

async function isProgram(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
