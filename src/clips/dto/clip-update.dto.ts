import { IsBoolean, IsOptional, IsString, MaxLength } from 'class-validator';

/** The body of `PATCH /api/events/{id}/clip`. */
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
