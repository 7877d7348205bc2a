import { IsOptional } from 'class-validator';
import { IsInstant } from '../../common/is-instant.js';
import { IsLabel, IsSummary } from './fields.js';
import { Example } from '../../common/example.js';
import { EVENT_UPDATE } from './examples.js';

/** What is left out stays; null takes the value away. */
@Example(EVENT_UPDATE)
export class UpdateEventDto {
  /** Not before the start. */
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
