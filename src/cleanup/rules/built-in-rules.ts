import type { Type } from '@nestjs/common';
import type { RetentionRule } from '../../media/retention/retention-rule.js';
import { AgeRule } from './age-rule.js';
import { ExpiredRule } from './expired-rule.js';
import { InterruptedRule } from './interrupted-rule.js';
import { MissingRecordingsRule } from './missing-recordings-rule.js';
import { MissingRule } from './missing-rule.js';
import { OldRecordingsRule } from './old-recordings-rule.js';
import { OrphanRule } from './orphan-rule.js';
import { SpaceRule } from './space-rule.js';
import { TemporaryRule } from './temporary-rule.js';

/**
 * The rules that every installation has. Within a stage they apply in this order. Those of other modules
 * are in the option `rules` of `CleanupModule`, and apply after these within their stage.
 */
export const BUILT_IN_RULES: readonly Type<RetentionRule>[] = [
  InterruptedRule,
  AgeRule,
  ExpiredRule,
  OldRecordingsRule,
  MissingRecordingsRule,
  MissingRule,
  OrphanRule,
  TemporaryRule,
  SpaceRule,
];
