import { Get, HttpStatus, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiServiceUnavailableResponse } from '@nestjs/swagger';
import { Access } from '../common/http/access.js';
import { ApiController } from '../common/http/api-controller.js';
import { callerOf } from '../common/http/caller.js';
import {
  type HostRequest,
  type HostResponse,
  nodeRequest,
  nodeResponse,
} from '../common/http/node-http.js';
import { HealthDto } from './health.dto.js';
import { Readiness } from './readiness.js';

const UP: HealthDto = { status: 'ok' };
const DOWN: HealthDto = { status: 'error' };

@ApiController('health')
@Access('public')
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  /** Whether the process answers at all. */
  @Get('live')
  @ApiOkResponse({ type: HealthDto, example: UP })
  live(): HealthDto {
    return { status: 'ok' };
  }

  /** Whether the service can work now. */
  @Get('ready')
  @ApiOkResponse({
    description:
      'It can: `ok`, or `degraded` while a part is missing without which it still works.',
    type: HealthDto,
    example: UP,
  })
  @ApiServiceUnavailableResponse({ description: 'It cannot.', type: HealthDto, example: DOWN })
  async ready(
    @Req() request: HostRequest,
    @Res({ passthrough: true }) response: HostResponse,
  ): Promise<HealthDto> {
    const { status, details } = await this.readiness.get();
    if (status === 'error') nodeResponse(response).statusCode = HttpStatus.SERVICE_UNAVAILABLE;
    return callerOf(nodeRequest(request)) === null ? { status } : { status, details };
  }
}
