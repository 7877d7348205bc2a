import { InitialSchema1764000000000 } from './1764000000000-initial-schema.js';
import { Retention1764100000000 } from './1764100000000-retention.js';
import { Secrets1764200000000 } from './1764200000000-secrets.js';
import { CleanupCompletion1764300000000 } from './1764300000000-cleanup-completion.js';

/** Every migration in order. One that was released is never edited: a change is a new migration. */
export const migrations = [
  InitialSchema1764000000000,
  Retention1764100000000,
  Secrets1764200000000,
  CleanupCompletion1764300000000,
];
