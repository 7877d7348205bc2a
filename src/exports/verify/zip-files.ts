import {
  type Entry,
  ERR_AMBIGUOUS_ARCHIVE,
  ERR_UNSAFE_FILENAME,
  type FileEntry,
  Reader,
  ZipReader,
} from '@zip.js/zip.js';
import { type FileHandle, open } from 'node:fs/promises';
import { hasHiddenBytes } from './hidden-bytes.js';
import type { StoredFile, StoredFiles } from './stored-file.js';

/** Reads a file in pieces, so that an export may be larger than the memory. */
class HandleReader extends Reader<FileHandle> {
  constructor(
    private readonly handle: FileHandle,
    override readonly size: number,
  ) {
    super(handle);
  }

  override async readUint8Array(position: number, length: number): Promise<Uint8Array> {
    const buffer = Buffer.allocUnsafeSlow(Math.max(0, Math.min(length, this.size - position)));
    const { bytesRead } = await this.handle.read({ buffer, position });
    return buffer.subarray(0, bytesRead);
  }
}

/**
 * The files of a ZIP. One that programs may read differently is read all the same, with a warning.
 *
 * @throws Error if it is no ZIP, or not all of it is there
 */
export async function zipFiles(path: string): Promise<StoredFiles> {
  const handle = await open(path);
  try {
    const reader = new HandleReader(handle, (await handle.stat()).size);
    const { entries, warnings } = await entriesOf(reader);
    const files = entries.flatMap((entry) => (entry.directory ? [] : [storedFile(entry)]));
    return { files, warnings, close: () => handle.close() };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function entriesOf(reader: HandleReader): Promise<{ entries: Entry[]; warnings: string[] }> {
  const read = (strictness: 'strict' | 'tolerant') =>
    new ZipReader(reader, { useWebWorkers: false, strictness }).getEntries();
  try {
    const entries = await read('strict');
    const isHiding = await hasHiddenBytes(entries, reader.size, (position, length) =>
      reader.readUint8Array(position, length),
    );
    return { entries, warnings: isHiding ? [HIDDEN] : [] };
  } catch (error) {
    if (!AMBIGUOUS.includes((error as Error).message)) throw error;
    return { entries: await read('tolerant'), warnings: [WARNING] };
  }
}

const AMBIGUOUS = [ERR_AMBIGUOUS_ARCHIVE, ERR_UNSAFE_FILENAME];
const HIDDEN = 'This ZIP has bytes that belong to none of its files.';
const WARNING =
  'Programs may read this ZIP differently: it has something before or after its entries, two entries of one name, or a name that leaves the folder.';

/** Each read also compares the local header with the directory. The CRC proves nothing beside a SHA-256. */
const READING = {
  ...{ checkLocalDirectory: true, checkLocalFilename: true, checkOverlappingEntry: true },
  useWebWorkers: false,
};

function storedFile(entry: FileEntry): StoredFile {
  return {
    ...{ name: entry.filename, bytes: entry.uncompressedSize, isFile: !entry.symlink },
    read: async (onBytes) => {
      await entry.getData(new WritableStream<Uint8Array>({ write: onBytes }), READING);
    },
  };
}
