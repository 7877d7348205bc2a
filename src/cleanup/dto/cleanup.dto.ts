import { IsBoolean, IsOptional } from 'class-validator';
import type { CameraPeriodDto, CleanupResult } from './cleanup-result.dto.js';
import { Example } from '../../common/http/example.js';
import { CLEANUP, PREVIEW } from './examples.js';

/** The body of `POST /api/cleanup/run`. */
@Example(PREVIEW)
export class CleanupRunRequest {
  /** Only counts what would be removed. */
  @IsOptional()
  @IsBoolean()
  dry_run?: boolean | null;

  /** Deletes also where the clock moved or the footage of several days is due: the answer to `to_confirm` of a preview. */
  @IsOptional()
  @IsBoolean()
  confirm?: boolean | null;
}

export class CleanupPolicyDto {
  /** 0: events are kept for ever. */
  retention_days!: number;
  /** The cameras for which other days are set. */
  cameras!: CameraPeriodDto[];
  /** Of all clips together; null: no limit. */
  clips_max_bytes!: number | null;
  /** Kept free on the disk of the clips; null: no limit. */
  clips_min_free_bytes!: number | null;
  /** Share of all clips, 0 to 1. If the files of more clips are missing, the run stops. */
  max_fraction!: number;
  cron!: string;
  timezone!: string;
}

@Example(CLEANUP)
export class CleanupDto {
  policy!: CleanupPolicyDto;
  /** Null until there was one. */
  last_run!: CleanupResult | null;
  /** When a run, dry runs excepted, last ended without being stopped; null until one has. */
  last_completed_at!: Date | null;
  /** Whether the schedule has passed twice without a run that completed. */
  overdue!: boolean;
  /** Null where this service has no schedule. */
  next_run_at!: Date | null;
}
