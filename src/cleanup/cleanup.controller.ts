import { Body, Get, HttpCode, Post } from '@nestjs/common';
import { Access } from '../common/http/access.js';
import { ApiController } from '../common/http/api-controller.js';
import { DatabaseUnavailableError } from '../common/request-errors.js';
import { Throws } from '../common/http/throws.js';
import { CleanupRunningError } from './cleanup-errors.js';
import { CleanupReport } from './cleanup-report.js';
import type { CleanupResult } from './dto/cleanup-result.dto.js';
import { CleanupService } from './cleanup.service.js';
import { CleanupRunRequest, type CleanupDto } from './dto/cleanup.dto.js';

@ApiController('api/cleanup')
@Access('admin')
@Throws([DatabaseUnavailableError])
export class CleanupController {
  constructor(
    private readonly reports: CleanupReport,
    private readonly service: CleanupService,
  ) {}

  /** What retention is set to do, what it did last, and when it runs next. */
  @Get()
  get(): Promise<CleanupDto> {
    return this.reports.get();
  }

  /** Cleans up now, or only counts what would be removed. */
  @Post('run')
  @HttpCode(200)
  @Throws([CleanupRunningError])
  run(@Body() body: CleanupRunRequest): Promise<CleanupResult> {
    return this.service.run({ dryRun: body.dry_run ?? false, confirm: body.confirm ?? false });
  }
}
