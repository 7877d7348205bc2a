import { IsOptional, IsString } from 'class-validator';
import { DEFAULT_PAGE_LIMIT, IsPageLimit } from '../../../events/fields.js';

export class ListExportsDto {
  /** The most exports to return. */
  @IsPageLimit()
  limit = DEFAULT_PAGE_LIMIT;

  /** The `next_cursor` of the previous page. */
  @IsOptional()
  @IsString()
  cursor?: string;
}
