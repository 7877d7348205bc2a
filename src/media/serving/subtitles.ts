import { Injectable } from '@nestjs/common';

/** The time of day of a clip, as WebVTT. */
export interface ClipSubtitles {
  /** Of the clip. */
  readonly sha256: string;
  readonly text: string;
}

/** Null: there is no clip, or it does not show time as it passed. */
export type SubtitlesOf = (eventId: number) => Promise<ClipSubtitles | null>;

/** This module knows files alone, so the module that knows what clips show supplies their subtitles by {@link use}. */
@Injectable()
export class Subtitles {
  private subtitlesOf: SubtitlesOf = () => Promise.resolve(null);

  use(subtitlesOf: SubtitlesOf): void {
    this.subtitlesOf = subtitlesOf;
  }

  of(eventId: number): Promise<ClipSubtitles | null> {
    return this.subtitlesOf(eventId);
  }
}
