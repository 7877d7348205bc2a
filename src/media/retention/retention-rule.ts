import type { ClipFacts } from './clip-facts.js';
import type { RetentionRun } from './retention-run.js';

/**
 * When a rule applies: `expired` rules remove what is kept no longer; `files` rules reconcile the clips
 * folder with what is left; `limits` rules remove only what the others did not free.
 */
export const RETENTION_STAGES = ['expired', 'files', 'limits'] as const;
export type RetentionStage = (typeof RETENTION_STAGES)[number];

/**
 * One reason why events, clips or files are removed. Any module can implement this, and lists its rules
 * in the option `rules` of `CleanupModule`.
 */
export interface RetentionRule {
  /**
   * Under which its counts appear in answers, metrics and output: lowercase letters, digits and `_`.
   * It must never change. Rules may share one.
   */
  readonly reason: string;
  readonly stage: RetentionStage;
  /** What progress calls the rule. Default: its reason. */
  readonly step?: string;

  /**
   * Those of the clips that {@link apply} removes. None of the given clips is protected. It gets a few
   * hundred clips at a time and may query once for them, never once for each.
   *
   * A rule that removes clips must have this: without it, a clip of the rule whose file is missing is
   * marked as missing, and the space limits count its bytes.
   */
  claim?(
    clips: readonly ClipFacts[],
    run: RetentionRun,
  ): readonly ClipFacts[] | Promise<readonly ClipFacts[]>;

  /**
   * Removes what the rule is for, in batches, and counts it by the methods of the run. In a dry run it
   * counts the same and changes nothing. Protected clips and their events stay.
   */
  apply(run: RetentionRun): Promise<void>;
}
