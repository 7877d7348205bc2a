import { describe, expect, it } from '@jest/globals';
import type { ClipFacts } from '../media/retention/clip-facts.js';
import type { RetentionRule, RetentionStage } from '../media/retention/retention-rule.js';
import type { RetentionRun } from '../media/retention/retention-run.js';
import { RetentionRules } from './retention-rules.js';

const run = {} as RetentionRun;
const clips = [1, 2, 3].map((eventId) => ({ eventId }) as ClipFacts);

const rule = (reason: string, stage: RetentionStage, eventIds?: number[]): RetentionRule => ({
  reason,
  stage,
  ...(eventIds && { claim: (given) => given.filter((clip) => eventIds.includes(clip.eventId)) }),
  apply: () => Promise.resolve(),
});

function listOf(...rules: RetentionRule[]): RetentionRules {
  const list = new RetentionRules();
  list.use(rules);
  return list;
}

describe('RetentionRules', () => {
  it('orders rules by stage and keeps their order within a stage', () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    const stages = ['limits', 'files', 'expired', 'files', 'expired'] as const;
    const list = listOf(...names.map((name, index) => rule(name, stages[index]!)));
    expect([...list].map(({ reason }) => reason)).toEqual(['c', 'e', 'b', 'd', 'a']);
  });

  it('lists a reason that rules share once', () => {
    const list = listOf(rule('age', 'expired'), rule('missing', 'files'), rule('age', 'expired'));
    expect(list.reasons).toEqual(['age', 'missing']);
  });

  it.each(['', 'Label', 'per label', '2_days', '"'])('refuses the reason “%s”', (reason) => {
    expect(() => listOf(rule(reason, 'expired'))).toThrow('must begin with a lowercase letter');
  });

  it('joins the claims of all rules', async () => {
    const list = listOf(rule('a', 'expired', [1]), rule('b', 'files'), rule('c', 'limits', [1, 3]));
    expect(await list.claimed(clips, run)).toEqual(new Set([1, 3]));
  });

  it('joins the claims of the rules before a given one', async () => {
    const [a, b, c] = [
      rule('a', 'expired', [1]),
      rule('b', 'expired', [2]),
      rule('c', 'expired', [3]),
    ];
    expect(await listOf(a, b, c).claimed(clips, run, b)).toEqual(new Set([1]));
  });
});
