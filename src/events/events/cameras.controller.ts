import { Get } from '@nestjs/common';
import { ApiController } from '../../common/http/api-controller.js';
import { DatabaseUnavailableError } from '../../common/request-errors.js';
import { Throws } from '../../common/http/throws.js';
import type { CamerasDto } from './dto/event.dto.js';
import { EventAnswers } from './event-answers.js';
import { EventsService } from './events.service.js';

@ApiController('api/cameras')
@Throws([DatabaseUnavailableError])
export class CamerasController {
  constructor(
    private readonly events: EventsService,
    private readonly answers: EventAnswers,
  ) {}

  /** The cameras that have events, each with its newest event. */
  @Get()
  async list(): Promise<CamerasDto> {
    const newest = await this.answers.many(await this.events.newestOfCameras());
    return {
      cameras: newest.map((event) => ({ camera_id: event.camera_id, newest_event: event })),
    };
  }
}
