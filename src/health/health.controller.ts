import { Get, HttpStatus, Logger, Req, Res, ServiceUnavailableException } from '@nestjs/common';
import {
  HealthCheckService,
  HealthIndicatorService,
  type HealthCheckResult,
  TypeOrmHealthIndicator,
} from '@nestjs/terminus';
import { ApiOkResponse, ApiServiceUnavailableResponse } from '@nestjs/swagger';
import { CleanupReport } from '../cleanup/cleanup-report.js';
import { Access } from '../common/access.js';
import { ApiController } from '../common/api-controller.js';
import { callerOf } from '../common/caller.js';
import { type HostRequest, type HostResponse, nodeRequest, nodeResponse } from '../common/http.js';
import { FfmpegRunner } from '../ffmpeg/ffmpeg-runner.js';
import { ClipStorage } from '../media/storage/clip-storage.js';
import { HealthDto } from './health.dto.js';

const UP: HealthDto = { status: 'ok' };
const DOWN: HealthDto = { status: 'error' };

/** Below this the next clip may well not fit. */
const MIN_FREE_BYTES = 64 * 1024 * 1024;

@ApiController('health')
@Access('public')
export class HealthController {
  private readonly logger = new Logger('Health');
  private wasReady = true;

  constructor(
    private readonly health: HealthCheckService,
    private readonly database: TypeOrmHealthIndicator,
    private readonly indicators: HealthIndicatorService,
    private readonly runner: FfmpegRunner,
    private readonly storage: ClipStorage,
    private readonly reports: CleanupReport,
  ) {}

  /** Whether the process answers at all. */
  @Get('live')
  @ApiOkResponse({ type: HealthDto, example: UP })
  live(): HealthDto {
    return { status: 'ok' };
  }

  /** Whether a clip could be made and served now. */
  @Get('ready')
  @ApiOkResponse({ description: 'It could.', type: HealthDto, example: UP })
  @ApiServiceUnavailableResponse({ description: 'It could not.', type: HealthDto, example: DOWN })
  async ready(
    @Req() request: HostRequest,
    @Res({ passthrough: true }) response: HostResponse,
  ): Promise<HealthDto> {
    const { status, details } = await this.check();
    const isReady = status === 'ok';
    // Probes come every few seconds: only a change is news.
    if (isReady !== this.wasReady) {
      this.logger.warn({ msg: isReady ? 'Ready again' : 'Not ready', details });
    }
    this.wasReady = isReady;
    if (!isReady) nodeResponse(response).statusCode = HttpStatus.SERVICE_UNAVAILABLE;
    const bare: HealthDto = { status: isReady ? 'ok' : 'error' };
    return callerOf(nodeRequest(request)) === null ? bare : { ...bare, details };
  }

  private async check(): Promise<HealthCheckResult> {
    const checks = [
      () => this.database.pingCheck('database').withTimeout(2000),
      () => this.indicator('ffmpeg', () => this.runner.check()),
      () => this.indicator('clips_folder', () => this.checkStorage()),
      () => this.cleanup(),
    ];
    return this.health.check(checks).catch(resultOf);
  }

  private async indicator(name: string, attempt: () => Promise<void>) {
    const indicator = this.indicators.check(name);
    try {
      await attempt();
      return indicator.up();
    } catch (error) {
      return indicator.down(error instanceof Error ? error.message : 'failed');
    }
  }

  /** A retention that stopped itself needs a person, but serves clips as before: never down. */
  private async cleanup() {
    const stopped = await this.reports.lastStop().catch(() => null);
    return this.indicators.check('cleanup').up(stopped ? { stopped } : {});
  }

  private async checkStorage(): Promise<void> {
    await this.storage.tryOut({ durable: false }).catch((cause: unknown) => {
      throw new Error('The clips folder cannot be written to.', { cause });
    });
    const freeBytes = await this.storage.freeBytes();
    if (freeBytes !== null && freeBytes < MIN_FREE_BYTES) throw new Error('No space is left.');
  }
}

/** Terminus throws its result where something is down. */
function resultOf(error: unknown): HealthCheckResult {
  if (!(error instanceof ServiceUnavailableException)) throw error as Error;
  return error.getResponse() as HealthCheckResult;
}
