import type { WrittenTime } from './written-time.js';

/**
 * One way in which cameras and recorders write the start of a recording into its path.
 *
 * To add one: write it in `name-styles.ts`, put it into the list there, and add its paths to
 * `name-styles.spec.ts`. A style that describes a whole path stands before the general ones.
 */
export interface NameStyle {
  /** For people, such as `Dahua` or `date and time`. */
  readonly name: string;
  /** What the pattern is searched in: the file's name, or its whole path with `/` between the folders. */
  readonly searches: 'name' | 'path';
  /** Has the flag `g`, and a named group for each part of the time. */
  readonly pattern: RegExp;
  /**
   * The time that a match writes. Null vetoes the match: its numbers are no time, or the text around
   * it shows that they mean something else. The next match is then tried, and after it the next style.
   */
  readonly read: (groups: Groups, around: Surroundings) => WrittenTime | null;
}

/** What the named groups of a pattern matched; a group of an optional part may be missing. */
export type Groups = Readonly<Partial<Record<string, string>>>;

/** The searched text before and after a match. */
export interface Surroundings {
  readonly before: string;
  readonly after: string;
}
