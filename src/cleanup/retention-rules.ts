import type { ClipFacts } from '../media/retention/clip-facts.js';
import { RETENTION_STAGES, type RetentionRule } from '../media/retention/retention-rule.js';
import type { RetentionRun } from '../media/retention/retention-run.js';

const REASON = /^[a-z][a-z0-9_]*$/;

/** The rules that apply, in the order of a run. The module fills the list once all rules exist. */
export class RetentionRules implements Iterable<RetentionRule> {
  private rules: readonly RetentionRule[] = [];

  /** @param rules within a stage they apply in the given order */
  use(rules: readonly RetentionRule[]): void {
    const wrong = rules.find(({ reason }) => !REASON.test(reason));
    if (wrong) {
      throw new TypeError(
        `The reason “${wrong.reason}” of ${wrong.constructor.name} must begin with a lowercase letter and have only lowercase letters, digits and _.`,
      );
    }
    this.rules = RETENTION_STAGES.flatMap((stage) => rules.filter((rule) => rule.stage === stage));
  }

  [Symbol.iterator](): Iterator<RetentionRule> {
    return this.rules[Symbol.iterator]();
  }

  /** Each reason once, in the order of a run. */
  get reasons(): string[] {
    return [...new Set(this.rules.map(({ reason }) => reason))];
  }

  /** The event ids of those of the clips that a rule claims; of the rules before `before`, if given. */
  async claimed(
    clips: readonly ClipFacts[],
    run: RetentionRun,
    before: RetentionRule | null = null,
  ): Promise<Set<number>> {
    const claimed = new Set<number>();
    for (const rule of this.rules) {
      if (rule === before) break;
      for (const { eventId } of (await rule.claim?.(clips, run)) ?? []) claimed.add(eventId);
    }
    return claimed;
  }
}
