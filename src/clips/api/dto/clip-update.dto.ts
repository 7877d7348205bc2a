import { IsBoolean, IsOptional, IsString, MaxLength } from 'class-validator';
import { Example } from '../../../common/example.js';
import { CLIP_HOLD } from './examples.js';

/** The body of `PATCH /api/events/{id}/clip`. */
@Example(CLIP_HOLD)
export class ClipUpdate {
  /** Keeps the clip and its event, whatever retention says, until it is lifted. */
  @IsBoolean()
  protected!: boolean;

  /** Why, for those who look later. */
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  reason?: string | null;
}
