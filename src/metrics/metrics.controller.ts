import { Get, Res } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import type { Response } from 'express';
import { ApiController } from '../common/api-controller.js';
import { Metrics } from './metrics.js';

const EXAMPLE = '# TYPE event_clips_queue_depth gauge\nevent_clips_queue_depth{state="queued"} 0\n';

@ApiController('metrics')
export class MetricsController {
  constructor(private readonly metrics: Metrics) {}

  /** Returns the metrics in the text format of Prometheus. */
  @Get()
  @ApiOkResponse({ content: { 'text/plain': { schema: { type: 'string' }, example: EXAMPLE } } })
  async collect(@Res() response: Response): Promise<void> {
    response.set('Content-Type', this.metrics.contentType).send(await this.metrics.text());
  }
}
