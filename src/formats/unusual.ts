/** Thrown if a file is out of the ordinary. ffprobe then reads its facts. */
export class Unusual extends Error {}

export function ordinary(condition: boolean): asserts condition {
  if (!condition) throw new Unusual();
}

/** Null if the file is unusual. */
export async function unlessUnusual<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (isUnusual(error)) return null;
    throw error;
  }
}

/** Whether an error is about the file's content, and not about reading it. */
function isUnusual(error: unknown): boolean {
  return error instanceof Unusual || isPastTheEnd(error);
}

/** The error of reading a field for which there are too few bytes. */
function isPastTheEnd(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return code === 'ERR_OUT_OF_RANGE' || code === 'ERR_BUFFER_OUT_OF_BOUNDS';
}
