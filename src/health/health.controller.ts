import { Controller, Get, Logger, ServiceUnavailableException } from '@nestjs/common';
import {
  HealthCheckService,
  HealthIndicatorService,
  TypeOrmHealthIndicator,
} from '@nestjs/terminus';
import { FfmpegRunner } from '../ffmpeg/ffmpeg-runner.js';
import { ClipStore } from '../media/clip-store.js';

/** Below this the next clip may well not fit. */
const MIN_FREE_BYTES = 64 * 1024 * 1024;

interface BareStatus {
  status: 'ok';
}

@Controller('health')
export class HealthController {
  private readonly logger = new Logger('Health');

  constructor(
    private readonly health: HealthCheckService,
    private readonly database: TypeOrmHealthIndicator,
    private readonly indicators: HealthIndicatorService,
    private readonly runner: FfmpegRunner,
    private readonly store: ClipStore,
  ) {}

  /** Whether the process answers at all. */
  @Get('live')
  live(): BareStatus {
    return { status: 'ok' };
  }

  /** Whether a clip could be made and served now. The reasons against go to the log alone. */
  @Get('ready')
  async ready(): Promise<BareStatus> {
    try {
      await this.health.check([
        () => this.database.pingCheck('database').withTimeout(2000),
        () => this.check('ffmpeg', () => this.runner.check()),
        () => this.check('clips folder', () => this.checkFolder()),
      ]);
      return { status: 'ok' };
    } catch (error) {
      if (!(error instanceof ServiceUnavailableException)) throw error;
      this.logger.warn({ msg: 'Not ready', reasons: error.getResponse() });
      throw new ServiceUnavailableException({ status: 'error' });
    }
  }

  private async check(name: string, attempt: () => Promise<void>) {
    const indicator = this.indicators.check(name);
    try {
      await attempt();
      return indicator.up();
    } catch (error) {
      return indicator.down(error instanceof Error ? error.message : 'failed');
    }
  }

  private async checkFolder(): Promise<void> {
    if (!(await this.store.writable())) throw new Error('not writable');
    if ((await this.store.freeBytes()) < MIN_FREE_BYTES) throw new Error('no space left');
  }
}
