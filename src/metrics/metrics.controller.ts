import { Get, Res } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { ApiController } from '../common/http/api-controller.js';
import { type HostResponse, nodeResponse } from '../common/http/node-http.js';
import { Metrics } from './metrics.js';

const EXAMPLE = '# TYPE event_clips_queue_depth gauge\nevent_clips_queue_depth{state="queued"} 0\n';

@ApiController('metrics')
export class MetricsController {
  constructor(private readonly metrics: Metrics) {}

  /** Returns the metrics in the text format of Prometheus. */
  @Get()
  @ApiOkResponse({ content: { 'text/plain': { schema: { type: 'string' }, example: EXAMPLE } } })
  async collect(@Res({ passthrough: true }) response: HostResponse): Promise<string> {
    const text = await this.metrics.text();
    nodeResponse(response).setHeader('Content-Type', this.metrics.contentType);
    return text;
  }
}
