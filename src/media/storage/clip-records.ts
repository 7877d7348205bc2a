import { Injectable } from '@nestjs/common';
import type { ClipFile } from './clip-file.js';

/** What the database says of a clip's file. */
export interface ClipFileRecord {
  readonly sha256: string;
  readonly bytes: number;
  /** No earlier than the file was last written to. */
  readonly generatedAt: Date;
}

/** Null where no clip of that name is recorded. */
export type RecordOf = (clip: ClipFile) => Promise<ClipFileRecord | null>;

/**
 * What the database says of the files of clips. This module knows files alone, so the module that knows the
 * rows supplies the look-up by {@link use}; until then nothing is recorded.
 */
@Injectable()
export class ClipRecords {
  private recordOf: RecordOf = () => Promise.resolve(null);

  use(recordOf: RecordOf): void {
    this.recordOf = recordOf;
  }

  find(clip: ClipFile): Promise<ClipFileRecord | null> {
    return this.recordOf(clip);
  }
}
