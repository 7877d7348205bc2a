/** Why an import left a file, or a folder with all that it holds, out. */
export const SKIP_REASONS = [
  'not_video',
  'other_camera',
  'other_layout',
  'no_camera',
  'hidden',
  'linked_twice',
  'broken_link',
  'outside_media_roots',
  'unreadable_folder',
  'not_utf8',
  'too_long',
  'not_a_file',
  'gone',
] as const;
export type SkipReason = (typeof SKIP_REASONS)[number];

/** What was left out for one reason. */
export interface Skipped {
  readonly reason: SkipReason;
  /** Of files, and of folders that were not entered. */
  count: number;
  /** How many of them look like video that is missing now. */
  videos: number;
  /** The first of them, as a path below the imported folder. */
  readonly example: string;
}

/** Reasons for which nothing is missing: the operator chose it, or the file is imported in another way. */
const HARMLESS: ReadonlySet<SkipReason> = new Set([
  'other_camera',
  'hidden',
  'linked_twice',
  'gone',
]);

/** Counts what is left out, by reason. */
export class SkippedFiles {
  private readonly byReason = new Map<SkipReason, Skipped>();

  /** @param looksLikeVideo a folder that was not entered may hold video */
  add(reason: SkipReason, example: string, looksLikeVideo: boolean): void {
    const skipped = this.byReason.get(reason) ?? { reason, count: 0, videos: 0, example };
    skipped.count++;
    if (looksLikeVideo && !HARMLESS.has(reason)) skipped.videos++;
    this.byReason.set(reason, skipped);
  }

  list(): Skipped[] {
    return SKIP_REASONS.flatMap((reason) => this.byReason.get(reason) ?? []);
  }
}
