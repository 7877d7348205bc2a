import { Injectable } from '@nestjs/common';

/** What the database says of the file of a clip or a rendition. */
export interface ClipFileRecord {
  readonly sha256: string;
  readonly bytes: number;
  /** No earlier than the file was last written to. */
  readonly generatedAt: Date;
}

/** Null where no file of that name is recorded. Posters are not. */
export type RecordOf = (fileName: string) => Promise<ClipFileRecord | null>;

/**
 * What the database says of the files of clips and renditions. This module knows files alone, so the module that knows the
 * rows supplies the look-up by {@link use}; until then nothing is recorded.
 */
@Injectable()
export class ClipRecords {
  private recordOf: RecordOf = () => Promise.resolve(null);

  use(recordOf: RecordOf): void {
    this.recordOf = recordOf;
  }

  find(fileName: string): Promise<ClipFileRecord | null> {
    return this.recordOf(fileName);
  }
}
