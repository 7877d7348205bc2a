/** The code of a system error, such as `ENOENT`; empty for other errors. */
export function errorCode(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : '';
}

/** Ignores that something already exists, in a `.catch()`. */
export function unlessItExists(error: unknown): void {
  if (errorCode(error) !== 'EEXIST') throw error;
}

/** Turns "no such file" into null, in a `.catch()`. */
export function nullIfMissing(error: unknown): null {
  if (errorCode(error) === 'ENOENT') return null;
  throw error;
}
