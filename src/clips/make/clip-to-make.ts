import type { ClipSources } from '../footage/clip-sources.js';
import type { RequestedClip } from '../model/requested-clip.js';

/** A requested clip with the sources it is made of. */
export interface ClipToMake extends RequestedClip {
  readonly sources: ClipSources;
  /** See `clipInputs`. */
  readonly inputs: readonly string[];
  /** The job that the event's request belongs to. */
  readonly jobId: string;
  readonly signal: AbortSignal;
  /** Whether the poster is drawn too, while the clip is published and recorded. */
  readonly withPoster?: boolean;
  /** Called once the clip is recorded; only its poster may be left to do. */
  readonly onRecorded?: () => void;
  /** 0 to 1. */
  readonly onProgress?: (fraction: number) => void;
}
