import { IsBoolean, IsOptional, IsString, MaxLength } from 'class-validator';
import { Example } from '../../../common/http/example.js';
import { CLIP_PROTECTION } from './examples.js';

/** The body of `PATCH /api/events/{id}/clip`. */
@Example(CLIP_PROTECTION)
export class ClipUpdate {
  /** Whether the clip and its event are kept, whatever the retention rules say. */
  @IsBoolean()
  protected!: boolean;

  /** Why the clip is protected. */
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  reason?: string | null;
}
