import { IsBoolean, IsOptional } from 'class-validator';
import type { CleanupResult } from './cleanup-result.dto.js';

/** The body of `POST /api/cleanup/run`. */
export class CleanupRunRequest {
  /** Only counts what would go. */
  @IsOptional()
  @IsBoolean()
  dry_run?: boolean | null;
}

export class CleanupPolicyDto {
  /** 0: for ever. */
  retention_days!: number;
  clips_max_bytes!: number | null;
  clips_min_free_bytes!: number | null;
  max_fraction!: number;
  cron!: string;
  timezone!: string;
}

export class CleanupDto {
  policy!: CleanupPolicyDto;
  last_run!: CleanupResult | null;
  /** Null where this service runs no cleanups by itself. */
  next_run_at!: Date | null;
}
