import { IsOptional } from 'class-validator';
import { IsInstant } from '../../../common/validation/is-instant.js';
import { IsLabel, IsSummary } from '../../fields.js';
import { Example } from '../../../common/http/example.js';
import { EVENT_UPDATE } from '../../examples.js';

/** Omitted fields keep their value; null removes it. */
@Example(EVENT_UPDATE)
export class UpdateEventDto {
  /** Not before `started_at`. */
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
