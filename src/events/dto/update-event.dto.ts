import { IsOptional } from 'class-validator';
import { IsInstant } from '../../common/is-instant.js';
import { IsLabel, IsSummary } from './fields.js';

/** What is left out stays; null takes the value away. */
export class UpdateEventDto {
  @IsOptional()
  @IsInstant()
  ended_at?: Date | null;

  @IsOptional()
  @IsLabel()
  label?: string | null;

  @IsOptional()
  @IsSummary()
  summary?: string | null;
}
