import {
  flag,
  instantText,
  listOf,
  nullOr,
  number,
  numbersLike,
  object,
  oneOf,
  record,
  text,
  type TotalReader,
  withDefault,
} from '../common/stored/stored-json.js';
import { readDaysByLabel } from '../events/records/camera.entity.js';
import {
  type CleanupCamera,
  CleanupCounts,
  CleanupHeld,
  type CleanupReasons,
  type CleanupResult,
  type CleanupStop,
  emptyReasons,
  STOP_CODES,
} from './dto/cleanup-result.dto.js';

const counts = numbersLike(new CleanupCounts());

/** Every reason of this version, and those of rules that were added or that another version has. */
const reasons: TotalReader<CleanupReasons> = (stored) => ({
  ...emptyReasons(),
  ...Object.fromEntries(
    Object.entries(record(stored) ?? {}).map(([reason, found]) => [reason, counts(found)]),
  ),
});

const stop = nullOr(object<CleanupStop>({ code: oneOf(STOP_CODES), message: text }));

/** The result of a run that was stored as JSON; null for none. What is missing was not counted: 0. */
export const readStoredResult = nullOr(
  object<CleanupResult>({
    dry_run: withDefault(flag, false),
    started_at: instantText,
    finished_at: instantText,
    stopped: stop,
    to_confirm: withDefault(stop, null),
    reasons,
    held: numbersLike(new CleanupHeld()),
    cameras: withDefault(
      listOf(
        object<CleanupCamera>({
          camera_id: text,
          retention_days: number,
          retention_days_by_label: readDaysByLabel,
          events: number,
          recordings: number,
        }),
      ),
      [],
    ),
    errors: withDefault(number, 0),
    warnings: withDefault(listOf(text), []),
  }),
);
