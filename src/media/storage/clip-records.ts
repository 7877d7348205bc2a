import { Injectable } from '@nestjs/common';

/** What the database says of the file of a clip, a rendition or an export. */
export interface ClipFileRecord {
  readonly sha256: string;
  readonly bytes: number;
  /** No earlier than the file was last written to. */
  readonly generatedAt: Date;
}

/** Null where no file of that name is recorded. Posters are not. */
export type RecordOf = (fileName: string) => Promise<ClipFileRecord | null>;

/**
 * What the database says of the files of clips, renditions and exports. This module knows files alone, so each module that
 * knows rows adds its look-up by {@link use}; without one nothing is recorded.
 */
@Injectable()
export class ClipRecords {
  private readonly lookUps: RecordOf[] = [];

  use(recordOf: RecordOf): void {
    this.lookUps.push(recordOf);
  }

  async find(fileName: string): Promise<ClipFileRecord | null> {
    for (const recordOf of this.lookUps) {
      const record = await recordOf(fileName);
      if (record) return record;
    }
    return null;
  }
}
