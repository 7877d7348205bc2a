/** A file of an export that is checked, wherever it is. */
export interface StoredFile {
  /** Within the export, with slashes. */
  readonly name: string;
  readonly bytes: number;
  /** Whether it is what its name says, and not a link or something else. */
  readonly isFile: boolean;
  /**
   * Reads all of it.
   *
   * @throws if it cannot be read, or does not have its size
   */
  read(onBytes: (bytes: Uint8Array) => void): Promise<void>;
}

/** The files of an export that is checked. */
export interface StoredFiles {
  readonly files: readonly StoredFile[];
  /** Why programs may disagree on what the files are, as sentences. */
  readonly warnings: readonly string[];
  close(): Promise<void>;
}

/** Whether unpacking a file of this name writes below the folder that is unpacked into, on any system. */
export function isSafeName(name: string): boolean {
  if (/[\\\0]/.test(name) || /^[a-z]:/i.test(name)) return false;
  return name.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}

/**
 * The content of a small file.
 *
 * @throws RangeError where it is larger
 */
export async function contentOf(file: StoredFile, maxBytes: number): Promise<Buffer> {
  if (file.bytes > maxBytes) throw new RangeError(`It has more than ${maxBytes} bytes.`);
  const pieces: Uint8Array[] = [];
  await file.read((bytes) => pieces.push(bytes.slice()));
  return Buffer.concat(pieces);
}
