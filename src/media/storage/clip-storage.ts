/** First and last byte, both included, counted from 0. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** A clip or a poster as it is kept. */
export interface StoredFile {
  /** `7_clip.mp4`, `7_clip.gif` or `posters/7.jpg`; see clip-files.ts. */
  readonly name: string;
  readonly bytes: number;
  readonly modifiedAt: Date;
  /** Differs after each `put`, also of the same bytes. */
  readonly version: string;
}

/**
 * Fills the buffer with the next bytes, as far as they are at hand, and returns their number: 0 once there
 * are no more. One call at a time.
 */
export type ReadNext = (buffer: Buffer) => Promise<number>;

/**
 * A file that was opened for reading. Whatever replaces or removes it meanwhile, its reader gets the bytes of
 * the file that was opened or an error, never bytes of another one; a read that has begun is completed.
 */
export interface OpenClipFile extends StoredFile {
  /**
   * A name of the content, in characters that an ETag may have: the same bytes have the same tag on every
   * node and after every restart, other bytes another one. It may read the whole file, the first time.
   */
  contentTag(): Promise<string>;
  read(range: ByteRange): ReadNext;
  close(): Promise<void>;
}

/** What happened to files that were to be removed. Those that did not exist are in neither list. */
export interface RemovedFiles {
  readonly removed: StoredFile[];
  /** These still exist. */
  readonly failed: { readonly name: string; readonly error: unknown }[];
}

/** The head of an answer without a body, after which something else sends the file. */
export interface HandOver {
  readonly status: 200 | 302;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Where finished clips and their posters are kept. Temporary files are local files and no part of this; see
 * `WorkFolder`. A name that `clip-files.ts` does not write names no file, whatever else is kept in the place.
 *
 * To add a storage: a class that passes the contract suite, `clip-storage.contract.ts`, and a line in `storages.ts`.
 */
export abstract class ClipStorage {
  /**
   * Gets the storage ready at the start of the process.
   *
   * @param make creates what is missing, and proves by {@link tryOut} that clips can be kept; a full storage
   * passes, as cleanup may free space and the clips in it can be served. Without it nothing is changed.
   * @throws OperatorError when it cannot be used
   */
  abstract prepare(options: { make: boolean }): Promise<void>;

  /**
   * Makes sure that this is still the storage that it was at the start, so that what is missing in it is
   * really missing.
   *
   * @param write whether it has to be one that may be changed; default true
   * @throws ClipsFolderError
   */
  abstract check(access?: { write: boolean }): Promise<void>;

  /**
   * Finds out whether a clip and a poster could be kept now, by keeping a small file for a moment.
   *
   * @param durable waits until the disk has written it, as `put` does, which takes long on a busy disk
   * @throws ClipsFolderError, NoSpaceError, or the system's error
   */
  abstract tryOut(options: { durable: boolean }): Promise<void>;

  /**
   * Keeps a finished file of the work folder under this name, in one step: whoever opens the name gets the
   * old file or the new one, whole. When it resolves, the file survives a power cut. The local file may be
   * gone then.
   *
   * @param sha256 of its content, in lower-case hexadecimal
   * @throws NoSpaceError when there is no space; the old file is then still in place
   */
  abstract put(localPath: string, name: string, sha256: string): Promise<StoredFile>;

  /** Null where there is no such file. The caller closes it. */
  abstract open(name: string): Promise<OpenClipFile | null>;

  /**
   * Like {@link open}, for a caller that will soon open the same file again. The storage may keep it open meanwhile, for
   * less than a second: what others have replaced or removed since then may still be opened, but never what this
   * storage has.
   */
  openAgain(name: string): Promise<OpenClipFile | null> {
    return this.open(name);
  }

  /** Those of the files that exist, in the order of the names. */
  abstract statAll(names: readonly string[]): Promise<StoredFile[]>;

  async stat(name: string): Promise<StoredFile | null> {
    return (await this.statAll([name]))[0] ?? null;
  }

  /** The names of all files, in any order. There may be millions, so this costs a listing and no more. */
  abstract list(): AsyncIterable<string>;

  /** Removes files durably. */
  abstract remove(names: readonly string[]): Promise<RemovedFiles>;

  /** How many bytes can still be kept; null where no limit is known. */
  abstract freeBytes(): Promise<number | null>;

  /**
   * Lends the file under a local path, for programs that open local files only. The path is good until `use`
   * has ended, and is only read from. Null where there is no such file.
   */
  abstract withLocalFile<T>(name: string, use: (path: string) => Promise<T>): Promise<T | null>;

  /**
   * Has something else answer for the bytes of an existing file, and so for validators and ranges: a reverse
   * proxy, or the storage itself under a signed address. Null where this process sends them.
   */
  handOver(_name: string): Promise<HandOver | null> {
    return Promise.resolve(null);
  }
}
