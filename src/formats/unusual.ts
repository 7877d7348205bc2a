/** Raised where a file is not as ordinary ones are; ffprobe then tells what it is. */
export class Unusual extends Error {}

export function ordinary(condition: boolean): asserts condition {
  if (!condition) throw new Unusual();
}

/** Null where what was read turned out unusual. */
export async function unlessUnusual<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (isUnusual(error)) return null;
    throw error;
  }
}

/** Whether an error tells of the file's content, not of reading it. */
export function isUnusual(error: unknown): boolean {
  return error instanceof Unusual || isPastTheEnd(error);
}

/** How reading a field ends that the bytes are too few for. */
function isPastTheEnd(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return code === 'ERR_OUT_OF_RANGE' || code === 'ERR_BUFFER_OUT_OF_BOUNDS';
}
