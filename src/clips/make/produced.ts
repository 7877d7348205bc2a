import type { ClipMethod } from '../model/clip-method.js';
import type { Interval } from '../model/interval.js';

/** In seconds from the clip's start. */
export interface Seam {
  readonly from: number;
  readonly to: number;
}

/** What a temporary file holds, as the way it was made tells; verification compares the file with it. */
export interface Produced {
  readonly method: ClipMethod;
  readonly frames: number;
  /** The footage that is shown, in order; one part for each stretch. */
  readonly shown: readonly Interval[];
  /** Sum of the shown parts, in seconds. */
  readonly durationSeconds: number;
  /** Where encoded and copied frames meet, or two files do: stretches of the clip, in seconds. */
  readonly seams: readonly Seam[];
  /** Degrees that a player turns the pictures clockwise. */
  readonly rotation: number;
  /** Why it was made this way, for the log. */
  readonly why: string;
  /** What a viewer should know, as a sentence. */
  readonly note: string | null;
}
