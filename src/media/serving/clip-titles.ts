import { Injectable } from '@nestjs/common';
import { clipFileName, type ClipFile } from '../storage/clip-file.js';
import { safeFileName } from './safe-file-name.js';

/** Words for a person (camera, local time) about an event's clip; null where nothing is known. */
export type TitleOf = (eventId: number) => Promise<string | null>;

/**
 * The name of a downloaded clip. This module knows files alone, so the module that knows the events supplies
 * the words by {@link use}; until then a download keeps the clip's own name.
 */
@Injectable()
export class ClipTitles {
  private titleOf: TitleOf = () => Promise.resolve(null);

  use(titleOf: TitleOf): void {
    this.titleOf = titleOf;
  }

  async fileName({ eventId, format }: ClipFile): Promise<string> {
    // Best effort: the clip can be downloaded even while the database is away.
    const title = await this.titleOf(eventId).catch(() => null);
    const name = safeFileName(title ?? '');
    return name === '' ? clipFileName(eventId, format) : `${name}.${format}`;
  }
}
