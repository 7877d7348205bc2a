import { type BigIntStats, constants, type Dir, type Dirent } from 'node:fs';
import {
  type FileHandle,
  lstat,
  mkdir,
  open,
  opendir,
  rename,
  statfs,
  unlink,
  writeFile,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import pMap, { pMapSkip } from 'p-map';
import { errorCode, nullIfMissing, unlessItExists } from '../../common/error-code.js';
import { folderProblem, SettingFolderError } from '../../common/setting-folder.js';
import { checkFileName, EXPORTS, INTERVALS, isFileName, POSTERS } from './clip-files.js';
import {
  type ByteRange,
  ClipStorage,
  type HandOver,
  type OpenClipFile,
  type ReadNext,
  type RemovedFiles,
  type StoredFile,
} from './clip-storage.js';
import { onClipsFolder } from '../../isolation/clips-folder.js';
import { ClipsFolderSilentError } from '../../isolation/folder-errors.js';
import type { ClipsDirectory } from './clips-directory.js';
import { ClipsFolderError } from './clips-folder-error.js';
import type { ContentTags } from './content-tags.js';
import { sync } from './durable.js';
import { nameNoSpace, NoSpaceError } from './no-space-error.js';
import { sha256OfBytes } from './sha256.js';
import { HeldFiles } from './held-files.js';
import { WorkFolder } from './work-folder.js';

/** Few enough that requests for files get their turn. */
const CONCURRENCY = 16;
/** Small, as many files may be hashed at the same time. */
const HASHED_PIECE_BYTES = 128 * 1024;
/** Entries of a folder that one operation reads. */
const LISTED_AT_ONCE = 1000;
/** Folders that may be missing: the first file in one makes it. */
const LATER_FOLDERS = new Set([INTERVALS, EXPORTS]);

/** Clips in a folder. Links in it are not followed, and files with foreign names are left alone. */
export class FileClipStorage extends ClipStorage {
  private readonly work: WorkFolder;
  /** Files that are being put, or may yet be, since the folder did not answer. */
  private readonly unsettled = new Set<string>();
  private readonly held = new HeldFiles((name) => this.open(name));

  /** @param accelRedirect path below which an nginx in front has the folder; null: there is none */
  constructor(
    private readonly directory: ClipsDirectory,
    private readonly tags: ContentTags,
    private readonly accelRedirect: string | null = null,
  ) {
    super();
    this.work = new WorkFolder(directory);
  }

  async prepare({ make }: { make: boolean }): Promise<void> {
    await this.directory.open({ make });
    if (!make) return;
    try {
      await this.tryOut({ durable: true });
    } catch (error) {
      if (error instanceof NoSpaceError) return;
      const { path } = this.directory;
      const cause = error instanceof ClipsFolderError ? (error.cause ?? error) : error;
      const problem =
        error instanceof ClipsFolderSilentError
          ? `${path} does not answer`
          : await onClipsFolder(() => folderProblem(path, cause));
      throw new SettingFolderError('CLIPS_DIRECTORY', problem, { cause: error });
    }
  }

  check(access?: { write: boolean }): Promise<void> {
    return this.directory.check(access);
  }

  /** Does what `put` does: permissions alone do not show what is possible. */
  async tryOut({ durable }: { durable: boolean }): Promise<void> {
    await this.directory.check();
    for (const folder of [this.directory.path, this.directory.posters]) {
      const local = this.work.path('readiness', 'txt');
      // The same name each time, so that a process which is killed here leaves one file at most.
      const kept = join(folder, '.ready');
      try {
        await onClipsFolder(() => writeFile(local, 'ready', { flag: 'wx' })).catch(nameNoSpace);
        if (durable) await sync(local).catch(nameNoSpace);
        await onClipsFolder(() => rename(local, kept)).catch(nameNoSpace);
        if (durable) await sync(folder).catch(nameNoSpace);
      } finally {
        for (const path of [local, kept]) {
          await onClipsFolder(() => unlink(path)).catch(() => undefined);
        }
      }
    }
  }

  /** @param localPath on the same disk, as only there a rename is possible, and atomic */
  async put(localPath: string, name: string, sha256: string): Promise<StoredFile> {
    this.work.mustContain(localPath);
    checkFileName(name);
    const path = this.pathOf(name);
    await sync(localPath).catch(nameNoSpace);
    const stats = await onClipsFolder(() => lstat(localPath, { bigint: true }));
    const file = storedFile(name, stats);
    await this.rename(localPath, name).catch(nameNoSpace);
    await this.held.release(name);
    this.tags.remember(file, sha256);
    await sync(dirname(path)).catch(nameNoSpace);
    return file;
  }

  async open(name: string): Promise<OpenClipFile | null> {
    const opened = await this.openHandle(name);
    if (!opened) return null;
    const { handle, stats } = opened;
    const file = storedFile(name, stats);
    const read = (range: ByteRange) => readFrom(handle, range);
    const close = () => onClipsFolder(() => handle.close());
    const hash = () => sha256OfBytes(read({ start: 0, end: file.bytes - 1 }), HASHED_PIECE_BYTES);
    return {
      ...file,
      contentTag: () => this.tags.of(file, hash),
      read,
      close,
    };
  }

  override openAgain(name: string): Promise<OpenClipFile | null> {
    return this.held.open(name);
  }

  statAll(names: readonly string[]): Promise<StoredFile[]> {
    const statOf = async (name: string) => {
      const stats = await onClipsFolder(() =>
        lstat(this.pathOf(name), { bigint: true }).catch(nullIfMissing),
      );
      return stats?.isFile() ? storedFile(name, stats) : pMapSkip;
    };
    return pMap(names.filter(isFileName), statOf, { concurrency: CONCURRENCY });
  }

  async *list(): AsyncGenerator<string> {
    for (const prefix of ['', POSTERS, INTERVALS, EXPORTS]) {
      const path = join(this.directory.path, prefix);
      const opening = () => opendir(path, { bufferSize: LISTED_AT_ONCE });
      const folder = await onClipsFolder(
        () => (LATER_FOLDERS.has(prefix) ? opening().catch(nullIfMissing) : opening()),
        { discard: (late) => late?.close() },
      );
      // A backup may leave it out.
      if (!folder) continue;
      try {
        for (;;) {
          const entries = await onClipsFolder(() => nextEntries(folder));
          for (const entry of entries) {
            const name = prefix + entry.name;
            if (entry.isFile() && isFileName(name)) yield name;
          }
          if (entries.length < LISTED_AT_ONCE) break;
        }
      } finally {
        await onClipsFolder(() => folder.close());
      }
    }
  }

  async remove(names: readonly string[]): Promise<RemovedFiles> {
    const failed: RemovedFiles['failed'] = [];
    const removeFile = async (file: StoredFile) => {
      try {
        await onClipsFolder(() => unlink(this.pathOf(file.name)));
        // The system frees the space of a file when it is closed.
        await this.held.release(file.name);
        return file;
      } catch (error) {
        if (errorCode(error) !== 'ENOENT') failed.push({ name: file.name, error });
        return pMapSkip;
      }
    };
    const existing = await this.statAll(names);
    const removed = await pMap(existing, removeFile, { concurrency: CONCURRENCY });
    // Also where nothing was found: what removed it may have died before this.
    const folders = names.filter(isFileName).map((name) => dirname(this.pathOf(name)));
    for (const folder of new Set(folders)) await sync(folder).catch(nullIfMissing);
    return { removed, failed };
  }

  async freeBytes(): Promise<number> {
    const { bavail, bsize } = await onClipsFolder(() => statfs(this.directory.path));
    return bavail * bsize;
  }

  async withLocalFile<T>(name: string, use: (path: string) => Promise<T>): Promise<T | null> {
    return (await this.stat(name)) && use(this.pathOf(name));
  }

  override handOver(name: string): Promise<HandOver | null> {
    const { accelRedirect } = this;
    if (accelRedirect === null) return Promise.resolve(null);
    const headers = { 'X-Accel-Redirect': `${accelRedirect}/${name}` };
    return Promise.resolve({ status: 200, headers });
  }

  /** Absolute. No part of the port: `ClipStore` shows it to hosts that share the folder. */
  pathOf(name: string): string {
    return join(this.directory.path, name);
  }

  /** A regular file with the name of a clip or poster. No part of the port, like {@link pathOf}. */
  openHandle(name: string): Promise<OpenedFile | null> {
    if (!isFileName(name)) return Promise.resolve(null);
    return onClipsFolder(() => openFile(this.pathOf(name)), {
      discard: (late) => late?.handle.close(),
    });
  }

  /**
   * A rename may still happen after the folder was given up. Until it is known whether it has, no other file is put
   * under this name, which that rename would replace.
   */
  private async rename(localPath: string, name: string): Promise<void> {
    if (this.unsettled.has(name)) throw new ClipsFolderSilentError();
    await onClipsFolder(async () => {
      this.unsettled.add(name);
      try {
        const prefix = name.slice(0, name.indexOf('/') + 1);
        if (LATER_FOLDERS.has(prefix)) await mkdir(this.pathOf(prefix)).catch(unlessItExists);
        await rename(localPath, this.pathOf(name));
      } finally {
        this.unsettled.delete(name);
      }
    });
  }
}

interface OpenedFile {
  readonly handle: FileHandle;
  readonly stats: BigIntStats;
}

/** Null where there is no regular file. */
async function openFile(path: string): Promise<OpenedFile | null> {
  // Without O_NONBLOCK, opening a pipe would wait for its writer.
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  const handle = await open(path, flags).catch((error: unknown) => {
    // Nothing, a link, a socket.
    if (['ENOENT', 'ELOOP', 'ENXIO'].includes(errorCode(error))) return null;
    throw error;
  });
  if (!handle) return null;
  try {
    const stats = await handle.stat({ bigint: true });
    if (stats.isFile()) return { handle, stats };
  } catch (error) {
    await handle.close();
    throw error;
  }
  await handle.close();
  return null;
}

/** Fewer than `LISTED_AT_ONCE` only at the end of the folder. */
async function nextEntries(folder: Dir): Promise<Dirent[]> {
  const entries: Dirent[] = [];
  while (entries.length < LISTED_AT_ONCE) {
    const entry = await folder.read();
    if (!entry) break;
    entries.push(entry);
  }
  return entries;
}

/** A file that takes the place of another has another inode; one that is rewritten, another time. */
function storedFile(name: string, { ino, size, mtimeNs }: BigIntStats): StoredFile {
  return {
    name,
    bytes: Number(size),
    modifiedAt: new Date(Number(mtimeNs / 1_000_000n)),
    version: [ino, size, mtimeNs].map((part) => part.toString(16)).join('-'),
  };
}

function readFrom(handle: FileHandle, { start, end }: ByteRange): ReadNext {
  let at = start;
  return async (buffer) => {
    const wanted = Math.min(buffer.length, end - at + 1);
    if (wanted <= 0) return 0;
    const { bytesRead } = await onClipsFolder(() => handle.read(buffer, 0, wanted, at));
    at += bytesRead;
    return bytesRead;
  };
}
