import {
  flag,
  instantText,
  listOf,
  nullOr,
  number,
  numbersLike,
  object,
  objectWithDefaults,
  oneOf,
  text,
  withDefault,
} from '../common/stored-json.js';
import {
  CleanupCounts,
  CleanupHeld,
  type CleanupReasons,
  type CleanupResult,
  type CleanupStop,
  STOP_CODES,
} from './dto/cleanup-result.dto.js';

const counts = numbersLike(new CleanupCounts());

/** The result of a run that was stored as JSON; null for none. What is missing was not counted: 0. */
export const readStoredResult = nullOr(
  object<CleanupResult>({
    dry_run: withDefault(flag, false),
    started_at: instantText,
    finished_at: instantText,
    stopped: nullOr(object<CleanupStop>({ code: oneOf(STOP_CODES), message: text })),
    reasons: objectWithDefaults<CleanupReasons>({
      interrupted: counts,
      age: counts,
      missing: counts,
      orphan: counts,
      temporary: counts,
      space: counts,
    }),
    held: numbersLike(new CleanupHeld()),
    errors: withDefault(number, 0),
    warnings: withDefault(listOf(text), []),
  }),
);
