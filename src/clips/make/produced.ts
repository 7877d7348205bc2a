import type { ClipMethod } from '../model/clip-method.js';
import type { FilePart, Interval } from '../model/interval.js';

/** What a temporary file should hold; verification compares the file with it. */
export interface Produced {
  readonly method: ClipMethod;
  readonly frames: number;
  /** The footage that is shown, in order: one interval for each segment, or more where it has holes. */
  readonly shown: readonly Interval[];
  /** The same with the time before a first frame in which the frame before it was still displayed. */
  readonly covered: readonly Interval[];
  /** The total length of `shown`. */
  readonly durationSeconds: number;
  /** Parts of the clip in which encoded and copied frames meet, or two segments do. */
  readonly seams: readonly FilePart[];
  /** Degrees that a player turns the pictures clockwise. */
  readonly rotation: number;
  /** Why it was made this way, for the log. */
  readonly why: string;
  /** What a viewer should know, as a sentence. */
  readonly note: string | null;
}
