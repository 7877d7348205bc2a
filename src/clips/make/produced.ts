import type { ClipMethod } from '../model/clip-method.js';
import type { ClipSize } from '../../cut/cut-types.js';
import type { EncodedParts } from '../model/clip-encoding.js';
import type { Interval } from '../model/interval.js';
import { allEncoded } from './encoded-by.js';
import type { Seam } from './seams.js';

/** What a temporary file should hold; verification compares the file with it. */
export interface Produced {
  readonly method: ClipMethod;
  readonly frames: number;
  /** The footage that is shown, in order: one interval for each segment, or more where it has holes. */
  readonly shown: readonly Interval[];
  /** The same with the time before a first frame in which the frame before it was still displayed. */
  readonly covered: readonly Interval[];
  /** What of it the camera signed and is unchanged; null: nothing. */
  readonly signed: Interval | null;
  readonly encoded: EncodedParts;
  /** The total length of `shown`. */
  readonly durationSeconds: number;
  /** What has to be decoded to verify it. */
  readonly seams: readonly Seam[];
  /** As shown, if every packet was compared with the recordings. Null: the file has to be measured. */
  readonly comparedSize: ClipSize | null;
  /** Degrees that a player turns the pictures clockwise. */
  readonly rotation: number;
  /** Which still frames are shown, in order, by their paths; not certain where some turned out to be damaged. */
  readonly stills?: { readonly shown: readonly string[]; readonly areCertain: boolean };
  /** Why it was made this way, for the log. */
  readonly why: string;
  /** What a viewer should know, as a sentence. */
  readonly note: string | null;
}

/** A file that was encoded of a finished clip, and has to be measured. */
export function producedOfClip(
  file: Pick<Produced, 'frames' | 'durationSeconds' | 'why'>,
): Produced {
  return {
    ...{ ...file, method: 'transcode', note: null, signed: null },
    ...{ shown: [], covered: [], seams: [], comparedSize: null, rotation: 0 },
    encoded: allEncoded(file.frames),
  };
}
