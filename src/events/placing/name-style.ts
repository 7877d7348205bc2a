import type { Reading } from './written-time.js';

/**
 * One way in which cameras and recorders write the start of a recording into its path.
 *
 * To add one: write it in a file of `styles`, put it into the list in `name-styles.ts`, and add its paths
 * to `name-styles.spec.ts`. A style that describes a whole path or name stands before the general ones.
 */
export interface NameStyle {
  /** For people, such as `Dahua` or `date and time`. */
  readonly name: string;
  /** What the pattern is searched in, without the extension: the name, or the path with `/` between folders. */
  readonly searches: 'name' | 'path';
  /** Has the flag `g`, and a named group for each part of the time. */
  readonly pattern: RegExp;
  /**
   * The ways to read a match; several: it is ambiguous. None vetoes the match: its numbers are no time,
   * or the text around it shows that they mean something else. The next match is then tried, and after it
   * the next style.
   */
  readonly read: (groups: Groups, around: Surroundings) => readonly Reading[];
}

/** What the named groups of a pattern matched; a group of an optional part may be missing. */
export type Groups = Readonly<Partial<Record<string, string>>>;

/** The searched text before and after a match. */
export interface Surroundings {
  readonly before: string;
  readonly after: string;
}
