import { Injectable } from '@nestjs/common';
import { CLIP_FORMATS, clipFileName, type ClipFile } from '../storage/clip-file.js';
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

  /** Whether an open clip is this version: by its own content, if the storage knows the hash. */
  async isVersion(file: OpenClipFile, clip: ClipFile, version: string): Promise<boolean> {
    const tag = await file.contentTag();
    const sha256 = SHA256.test(tag) ? tag : (await this.records.find(clip))?.sha256;
    return sha256 !== undefined && versionOf(sha256) === version;
  }

  /**
   * Whether the event's recorded clip is this version. A poster that was opened before belongs to it, since
   * the poster of another clip is published after that clip is recorded.
   */
  async isRecorded(eventId: number, version: string): Promise<boolean> {
    for (const format of CLIP_FORMATS) {
      const record = await this.records.find({ eventId, format });
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
