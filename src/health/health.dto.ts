import { ApiProperty } from '@nestjs/swagger';
import type { HealthCheckResult } from '@nestjs/terminus';

export class HealthDto {
  status!: 'ok' | 'degraded' | 'error';
  /** What was checked, and why it is `degraded` or `down`; for those who are known. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'object' } })
  details?: HealthCheckResult['details'];
}
