import { sep } from 'node:path';

/** The path from a folder to what lies in it; empty for the folder itself, null for what lies elsewhere. */
export function pathBelow(folder: string, path: string): string | null {
  if (path === folder) return '';
  const start = folder.endsWith(sep) ? folder : folder + sep;
  return path.startsWith(start) ? path.slice(start.length) : null;
}
