import { IsOptional } from 'class-validator';
import { IsFlag } from '../../../common/validation/is-flag.js';

/** The query of `DELETE /api/events/{id}/clip`. */
export class ClipRemovalQuery {
  /** Only cancels the pending request: a clip that was completed a moment before is kept. */
  @IsOptional()
  @IsFlag()
  pending_only?: boolean;
}
