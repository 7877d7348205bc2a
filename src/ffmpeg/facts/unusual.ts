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
    // What is shorter than the fields that it should hold ends in a RangeError.
    if (error instanceof Unusual || error instanceof RangeError) return null;
    throw error;
  }
}
