import { flag, nullOr, number, object, text } from '../../common/stored/stored-json.js';

/** What the file system says of a file. */
export interface FileStats {
  readonly sizeBytes: number;
  readonly modifiedAtMs: number;
  /** As text, as some file systems use all 64 bits. It is not stable on every network file system. */
  readonly inode: string;
}

/** Hashes of a few kilobytes of a file. */
export interface FileSamples {
  /** Of its first and last bytes: writers patch the head when they close a file. */
  readonly ends: string;
  /** Of places between its middle and its end, which no writer changes once they are written. */
  readonly body: string;
}

/** By what a file is recognized later, though its path may hold another file by then. */
export interface FileIdentity extends FileStats {
  /** Whether nothing wrote to it any more when it was last examined. */
  readonly isClosed: boolean;
  /** Of these bytes; null: not read yet. */
  readonly samples: FileSamples | null;
}

/** `doubtful`: samples of the file decide, as many bytes of it as the identity has. */
export type FileChange = 'same' | 'grown' | 'replaced' | 'doubtful';

/**
 * Whether a path still holds the file that is known.
 *
 * @param writingMs for how long after the known modification time a file that was not closed may be written to
 * @param samples of the first `known.sizeBytes` bytes of the path's file; left out: not read
 */
export function fileChange(
  known: FileIdentity,
  now: FileStats,
  writingMs: number,
  samples?: FileSamples,
): FileChange {
  const apart = {
    bytes: now.sizeBytes - known.sizeBytes,
    ms: now.modifiedAtMs - known.modifiedAtMs,
  };
  if (apart.bytes < 0) return 'replaced';
  // Whatever the inode: a restored copy has another one.
  if (apart.bytes === 0 && apart.ms === 0) return 'same';
  const kept = apart.bytes > 0 ? 'grown' : 'same';
  if (known.samples === null) {
    const isOfWriter = !known.isClosed && now.inode === known.inode;
    return isOfWriter && apart.ms >= 0 && apart.ms <= writingMs ? kept : 'replaced';
  }
  if (!samples) return 'doubtful';
  const mayBePatched = apart.bytes > 0 || !known.isClosed;
  const isKept =
    samples.body === known.samples.body && (mayBePatched || samples.ends === known.samples.ends);
  return isKept ? kept : 'replaced';
}

/** Whether nothing has to be stored. */
export function isSameIdentity(a: FileIdentity, b: FileIdentity | null | undefined): boolean {
  return (
    a.sizeBytes === b?.sizeBytes &&
    a.modifiedAtMs === b.modifiedAtMs &&
    a.inode === b.inode &&
    a.isClosed === b.isClosed &&
    a.samples?.ends === b.samples?.ends &&
    a.samples?.body === b.samples?.body
  );
}

/** An identity that was stored as JSON; null for none. */
export const readStoredIdentity = nullOr(
  object<FileIdentity>({
    sizeBytes: number,
    modifiedAtMs: number,
    inode: text,
    isClosed: flag,
    samples: nullOr(object<FileSamples>({ ends: text, body: text })),
  }),
);
