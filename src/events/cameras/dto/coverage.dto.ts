import { IsOptional } from 'class-validator';
import { Example } from '../../../common/http/example.js';
import { IsInstant } from '../../../common/validation/is-instant.js';
import { COVERAGE } from '../../examples.js';
import { IsNotBefore } from '../../fields.js';

export class GetCoverageDto {
  /** Default: a day before `to`. */
  @IsOptional()
  @IsInstant()
  from?: Date;

  /** At most 31 days after `from`. Default: a day after `from`, or now. What is still to come is left out. */
  @IsOptional()
  @IsInstant()
  @IsNotBefore('from')
  to?: Date;
}

export class CoveredIntervalDto {
  starts_at!: Date;
  ends_at!: Date;
}

/** What a camera has recorded in an interval, as far as it is registered. */
@Example(COVERAGE)
export class CoverageDto {
  camera_id!: string;
  from!: Date;
  /** Never in the future. */
  to!: Date;
  /** In order. Recordings that follow each other within 250 ms are one interval. */
  recorded!: CoveredIntervalDto[];
  /** What lies between, from `from` to `to` or to `continues_at`. */
  gaps!: CoveredIntervalDto[];
  recorded_seconds!: number;
  gap_seconds!: number;
  /** When the newest recording of the camera ends, whatever the interval; null: it has none. */
  newest_recording_ends_at!: Date | null;
  /** The `from` of the next call, if there are more than 10,000 intervals; otherwise null. */
  continues_at!: Date | null;
}
