import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { checkFileName } from '../clip-files.js';
import {
  type ByteRange,
  ClipStorage,
  type HandOver,
  type OpenClipFile,
  type ReadNext,
  type RemovedFiles,
  type StoredFile,
} from '../clip-storage.js';

interface KeptFile extends StoredFile {
  readonly content: Buffer;
  readonly sha256: string;
}

/** Keeps clips in memory. Like a storage on another machine it has their hashes and no paths. */
export class MemoryClipStorage extends ClipStorage {
  private readonly files = new Map<string, KeptFile>();

  /** @param redirectTo address below which clients find the files; null: this process sends them */
  constructor(private readonly redirectTo: string | null = null) {
    super();
  }

  prepare(): Promise<void> {
    return Promise.resolve();
  }

  check(): Promise<void> {
    return Promise.resolve();
  }

  tryOut(): Promise<void> {
    return Promise.resolve();
  }

  async put(localPath: string, name: string, sha256: string): Promise<StoredFile> {
    checkFileName(name);
    const content = await readFile(localPath);
    await rm(localPath);
    const file = { name, bytes: content.length, modifiedAt: new Date(), version: randomUUID() };
    this.files.set(name, { ...file, content, sha256 });
    return file;
  }

  open(name: string): Promise<OpenClipFile | null> {
    const kept = this.files.get(name);
    if (!kept) return Promise.resolve(null);
    const { content, sha256, ...file } = kept;
    return Promise.resolve({
      ...file,
      contentTag: () => Promise.resolve(sha256),
      read: (range) => readFrom(content, range),
      close: () => Promise.resolve(),
    });
  }

  statAll(names: readonly string[]): Promise<StoredFile[]> {
    return Promise.resolve(names.flatMap((name) => this.files.get(name) ?? []).map(statOf));
  }

  async *list(): AsyncGenerator<string> {
    yield* await Promise.resolve([...this.files.keys()]);
  }

  async remove(names: readonly string[]): Promise<RemovedFiles> {
    const removed = await this.statAll(names);
    for (const { name } of removed) this.files.delete(name);
    return { removed, failed: [] };
  }

  freeBytes(): Promise<null> {
    return Promise.resolve(null);
  }

  async withLocalFile<T>(name: string, use: (path: string) => Promise<T>): Promise<T | null> {
    const file = this.files.get(name);
    if (!file) return null;
    const folder = await mkdtemp(join(tmpdir(), 'event-clips-'));
    try {
      const path = join(folder, basename(name));
      await writeFile(path, file.content);
      return await use(path);
    } finally {
      await rm(folder, { recursive: true });
    }
  }

  override handOver(name: string): Promise<HandOver | null> {
    const { redirectTo } = this;
    if (redirectTo === null) return Promise.resolve(null);
    return Promise.resolve({ status: 302, headers: { Location: `${redirectTo}/${name}` } });
  }
}

function statOf({ name, bytes, modifiedAt, version }: KeptFile): StoredFile {
  return { name, bytes, modifiedAt, version };
}

function readFrom(content: Buffer, { start, end }: ByteRange): ReadNext {
  let at = start;
  return (buffer) => {
    const count = content.copy(buffer, 0, at, Math.min(end + 1, at + buffer.length));
    at += count;
    return Promise.resolve(count);
  };
}
