import type { Entry } from '@zip.js/zip.js';

/** Reads bytes of a ZIP. */
export type ReadBytes = (position: number, length: number) => Promise<Uint8Array>;

/* Lengths of records of a ZIP (APPNOTE 6.3.10, 4.3.7, 4.3.12, 4.3.14 to 4.3.16). */
const LOCAL_HEADER = 30;
const DIRECTORY_HEADER = 46;
const END = 22;
const ZIP64_END = 56 + 20 + END;

/**
 * Whether a ZIP has bytes that belong to no entry and to no record. One whose entries have data descriptors is not
 * examined, as their length is not certain; exports have none.
 *
 * @param bytes of the whole file
 */
export async function hasHiddenBytes(
  entries: readonly Entry[],
  bytes: number,
  read: ReadBytes,
): Promise<boolean> {
  if (entries.some(({ bitFlag }) => bitFlag?.dataDescriptor)) return false;
  let end = 0;
  let directory = 0;
  for (const entry of entries.toSorted((a, b) => a.offset - b.offset)) {
    if (entry.offset !== end) return true;
    const header = Buffer.from(await read(entry.offset, LOCAL_HEADER));
    const [name, extra] = [header.readUInt16LE(26), header.readUInt16LE(28)];
    end += LOCAL_HEADER + name + extra + entry.compressedSize;
    const { rawFilename, rawExtraField, rawComment } = entry;
    directory += DIRECTORY_HEADER + rawFilename.length + rawExtraField.length + rawComment.length;
  }
  return ![END, ZIP64_END].includes(bytes - end - directory);
}
