import { Injectable, Logger, ServiceUnavailableException } from '@nestjs/common';
import { type HealthCheckResult, HealthCheckService } from '@nestjs/terminus';
import { BoundedCheck } from './bounded-check.js';
import type { HealthDto } from './health.dto.js';
import { ReadinessChecks } from './readiness-checks.js';

/** Whether the service can work now. */
@Injectable()
export class Readiness {
  private readonly logger = new Logger('Health');
  private readonly checks: readonly BoundedCheck[];
  /** What was logged last; the start is expected to go well. */
  private logged = '';

  constructor(
    checks: ReadinessChecks,
    private readonly health: HealthCheckService,
  ) {
    this.checks = checks.all.map((check) => new BoundedCheck(check));
  }

  async get(): Promise<Required<HealthDto>> {
    const { status, details } = await this.health
      .check(this.checks.map((check) => async () => ({ [check.name]: await check.run() })))
      .catch(resultOf);
    const readiness = { status: status === 'shutting_down' ? 'error' : status, details };
    this.logChange(readiness);
    return readiness;
  }

  /** Probes come every few seconds: only a change is news, of a part as well. */
  private logChange({ status, details }: Required<HealthDto>): void {
    const problems = Object.entries(details).filter(([, part]) => part.status !== 'up');
    const state = problems.map(([name, part]) => `${name} ${part.status}`).join();
    if (state === this.logged) return;
    this.logged = state;
    const facts = Object.fromEntries(problems);
    if (status === 'ok') this.logger.log('Ready again');
    else if (status === 'degraded') this.logger.warn({ msg: 'Ready, but degraded', ...facts });
    else this.logger.error({ msg: 'Not ready', ...facts });
  }
}

/** Terminus throws its result where something is down. */
function resultOf(error: unknown): HealthCheckResult {
  if (!(error instanceof ServiceUnavailableException)) throw error as Error;
  return error.getResponse() as HealthCheckResult;
}
