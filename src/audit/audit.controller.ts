import { Get, Query } from '@nestjs/common';
import { Access } from '../common/http/access.js';
import { ApiController } from '../common/http/api-controller.js';
import { Throws } from '../common/http/throws.js';
import { DatabaseUnavailableError } from '../common/request-errors.js';
import { InvalidCursorError } from '../events/event-errors.js';
import { AuditReader } from './audit-reader.js';
import { AuditOptions } from './audit.module-definition.js';
import { auditEntryDto, type AuditPageDto } from './dto/audit.dto.js';
import { ListAuditDto } from './dto/list-audit.dto.js';

@ApiController('api/audit')
@Access('admin')
@Throws([DatabaseUnavailableError])
export class AuditController {
  constructor(
    private readonly options: AuditOptions,
    private readonly reader: AuditReader,
  ) {}

  /** Lists who did what, the newest first, in pages. What was only read may be listed a second later. */
  @Get()
  @Throws([InvalidCursorError])
  async list(@Query() query: ListAuditDto): Promise<AuditPageDto> {
    const { rows, nextCursor } = await this.reader.list(query);
    const { enabled } = this.options;
    return { enabled, entries: rows.map(auditEntryDto), next_cursor: nextCursor };
  }
}
