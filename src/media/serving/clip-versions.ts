import { Injectable } from '@nestjs/common';
import { CLIP_FORMATS, clipFileName } from '../storage/clip-file.js';
import { ClipRecords } from '../storage/clip-records.js';
import { ClipStorage, type OpenClipFile } from '../storage/clip-storage.js';
import { versionOf } from './clip-version.js';

const SHA256 = /^[\da-f]{64}$/;

/** Which version of a clip its files are. */
@Injectable()
export class ClipVersions {
  constructor(
    private readonly records: ClipRecords,
    private readonly storage: ClipStorage,
  ) {}

  /** Whether an open clip is this version. */
  async isVersion(file: OpenClipFile, version: string): Promise<boolean> {
    const sha256 = await this.sha256Of(file);
    return sha256 !== null && versionOf(sha256) === version;
  }

  /** By the file's own content, if the storage knows the hash; else as recorded. Null where it is not known. */
  async sha256Of(file: OpenClipFile): Promise<string | null> {
    const tag = await file.contentTag();
    return SHA256.test(tag) ? tag : ((await this.records.find(file.name))?.sha256 ?? null);
  }

  /**
   * Whether the event's recorded clip is this version. A poster that was opened before belongs to it, since
   * the poster of another clip is published after that clip is recorded.
   */
  async isRecorded(eventId: number, version: string): Promise<boolean> {
    for (const format of CLIP_FORMATS) {
      const record = await this.records.find(clipFileName(eventId, format));
      if (record) return versionOf(record.sha256) === version;
    }
    return false;
  }

  /** Whether the event has a clip in any format. */
  async exists(eventId: number): Promise<boolean> {
    const names = CLIP_FORMATS.map((format) => clipFileName(eventId, format));
    return (await this.storage.statAll(names)).length > 0;
  }
}
