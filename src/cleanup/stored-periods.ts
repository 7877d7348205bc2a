import { listOf, nullOr, number, object, text } from '../common/stored/stored-json.js';
import { readDaysByLabel } from '../events/records/camera.entity.js';
import type { CameraPeriodDto } from './dto/cleanup-result.dto.js';

/** The periods that a run applied. */
export interface StoredPeriods {
  readonly retention_days: number;
  /** Those that differ. */
  readonly cameras: readonly CameraPeriodDto[];
}

export const readStoredPeriods = nullOr(
  object<StoredPeriods>({
    retention_days: number,
    cameras: listOf(
      object<CameraPeriodDto>({
        camera_id: text,
        retention_days: number,
        retention_days_by_label: readDaysByLabel,
      }),
    ),
  }),
);
