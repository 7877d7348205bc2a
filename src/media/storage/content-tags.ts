import { Injectable } from '@nestjs/common';
import { inTime } from '../../common/in-time.js';
import { POSTERS } from './clip-files.js';
import { ClipRecords } from './clip-records.js';
import type { StoredFile } from './clip-storage.js';

const SHA256 = /^[\da-f]{64}$/;
/** About 3 MB. */
const MAX_KNOWN = 10_000;
/** A file can be read while the database is away, so nothing waits long for it. */
const RECORD_TIMEOUT_MS = 2_000;

/**
 * The SHA-256 of files that lie in a folder, which keeps no hashes with them. It comes from the clip's row as
 * long as the file can be the one that was recorded: it has the recorded size, and was not written to since.
 * That of all other files (posters, clips without a row, clips that an operator has replaced or copied) is
 * computed, once for each version of a file.
 *
 * A file that is replaced by another one of exactly the same size, dated before the clip was generated,
 * is taken for the recorded one; `event-clips verify` finds those.
 */
@Injectable()
export class ContentTags {
  private readonly known = new Map<string, Promise<string>>();

  constructor(private readonly records: ClipRecords) {}

  /** Notes the hash of a file that was just written. */
  remember(file: StoredFile, sha256: string): void {
    this.keep(keyOf(file), Promise.resolve(sha256));
  }

  /** @param compute reads the file; called only where nothing else says the hash */
  of(file: StoredFile, compute: () => Promise<string>): Promise<string> {
    const key = keyOf(file);
    const known = this.known.get(key);
    if (known) return known;
    const found = this.recorded(file).then((sha256) => sha256 ?? compute());
    this.keep(key, found);
    found.catch(() => this.known.delete(key));
    return found;
  }

  private async recorded({ name, bytes, modifiedAt }: StoredFile): Promise<string | null> {
    if (name.startsWith(POSTERS)) return null;
    const found = this.records.find(name).catch(() => null);
    const record = await inTime(found, RECORD_TIMEOUT_MS, null);
    const isRecorded =
      record !== null && record.bytes === bytes && modifiedAt <= record.generatedAt;
    return isRecorded && SHA256.test(record.sha256) ? record.sha256 : null;
  }

  private keep(key: string, sha256: Promise<string>): void {
    this.known.set(key, sha256);
    for (const oldest of this.known.keys()) {
      if (this.known.size <= MAX_KNOWN) break;
      this.known.delete(oldest);
    }
  }
}

function keyOf({ name, version }: StoredFile): string {
  return `${name} ${version}`;
}
