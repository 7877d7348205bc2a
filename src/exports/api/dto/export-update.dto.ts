import { IsBoolean } from 'class-validator';
import { Example } from '../../../common/http/example.js';
import { EXPORT_PROTECTION } from './examples.js';

/** The body of `PATCH /api/exports/{id}`. */
@Example(EXPORT_PROTECTION)
export class ExportUpdate {
  /** Whether the export is kept, whatever the retention rules say. */
  @IsBoolean()
  protected!: boolean;
}
