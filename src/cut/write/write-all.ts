import { writeSync, writevSync } from 'node:fs';

/** How much of what is given the system takes at a time, in bytes. */
export interface Writes {
  parts(descriptor: number, parts: readonly Uint8Array[], position: number): number;
  rest(descriptor: number, bytes: Uint8Array, position: number): number;
}

const SYSTEM: Writes = {
  parts: writevSync,
  rest: (descriptor, bytes, position) => writeSync(descriptor, bytes, 0, bytes.length, position),
};

/**
 * Writes all parts one after the other from `position` on, though the system may take less at a time. On a
 * full disk the attempt after the last that took something fails.
 *
 * @returns how many bytes they have
 */
export function writeAll(
  descriptor: number,
  parts: readonly Uint8Array[],
  position: number,
  writes = SYSTEM,
): number {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  let written = writes.parts(descriptor, parts, position);
  if (written === length) return length;
  const all = Buffer.concat(parts);
  while (written < length) {
    written += writes.rest(descriptor, all.subarray(written), position + written);
  }
  return length;
}
