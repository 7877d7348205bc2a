import { Body, Delete, Get, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { ApiController } from '../../common/http/api-controller.js';
import {
  CallerCameras,
  type CameraLimit,
  isAllowed,
  KeepsToCameras,
} from '../../common/http/camera-rule.js';
import { CameraNotAllowedError, DatabaseUnavailableError } from '../../common/request-errors.js';
import type { Wire } from '../../common/http/example.js';
import { type HostResponse, nodeResponse } from '../../common/http/node-http.js';
import { ParseIdPipe } from '../../common/validation/parse-id.pipe.js';
import { Throws } from '../../common/http/throws.js';
import { FolderSilentError } from '../../isolation/folder-errors.js';
import { PathNotAllowedError } from '../../media/footage/footage-errors.js';
import { AddDetectionsDto } from './dto/add-detections.dto.js';
import { CreateEventDto } from './dto/create-event.dto.js';
import { type DetectionsDto, detectionsDto } from './dto/detections.dto.js';
import { EventDto, eventDto, type EventPageDto } from './dto/event.dto.js';
import { ListEventsDto } from './dto/list-events.dto.js';
import { UpdateEventDto } from './dto/update-event.dto.js';
import { CREATED_EVENT } from '../examples.js';
import { ABOUT_EVENT } from '../camera-rules.js';
import { EventAnswers } from './event-answers.js';
import {
  ClipProtectedError,
  EventNotFoundError,
  FutureEventError,
  InvalidCursorError,
  ReversedEventError,
} from '../event-errors.js';
import { EventsService } from './events.service.js';

@ApiController('api/events')
@Throws([DatabaseUnavailableError])
export class EventsController {
  constructor(
    private readonly events: EventsService,
    private readonly answers: EventAnswers,
  ) {}

  /** Registers an event. If its camera has one with the same `external_id`, that event is returned. */
  @Post()
  @KeepsToCameras('itself')
  @ApiCreatedResponse({
    description: 'The event was created.',
    type: EventDto,
    example: CREATED_EVENT satisfies Wire<EventDto>,
  })
  @ApiOkResponse({ description: 'The event already existed.', type: EventDto })
  @Throws([
    PathNotAllowedError,
    FolderSilentError,
    new FutureEventError(new Date('2026-01-04T10:30:00Z')),
  ])
  async create(
    @Body() dto: CreateEventDto,
    @CallerCameras() cameras: CameraLimit,
    @Res({ passthrough: true }) response: HostResponse,
  ): Promise<EventDto> {
    if (!isAllowed(cameras, dto.camera_id)) throw new CameraNotAllowedError();
    const { event, created, hasNoClip } = await this.events.create(dto);
    nodeResponse(response).statusCode = created ? 201 : 200;
    return hasNoClip ? eventDto(event, null) : this.answers.one(event);
  }

  /** Lists events, the newest first, in pages. */
  @Get()
  @KeepsToCameras('itself')
  @Throws([InvalidCursorError])
  async list(
    @Query() query: ListEventsDto,
    @CallerCameras() cameras: CameraLimit,
  ): Promise<EventPageDto> {
    const { rows, nextCursor } = await this.events.list(query, cameras);
    return { events: await this.answers.many(rows), next_cursor: nextCursor };
  }

  /** Returns an event with the state of its clip. */
  @Get(':id')
  @KeepsToCameras(ABOUT_EVENT)
  @Throws([EventNotFoundError])
  async get(@Param('id', ParseIdPipe) id: number): Promise<EventDto> {
    return this.answers.one(await this.events.get(id));
  }

  /** Changes the end, the label or the summary of an event. Omitted fields keep their value. */
  @Patch(':id')
  @KeepsToCameras(ABOUT_EVENT)
  @Throws([EventNotFoundError, ReversedEventError])
  async update(
    @Param('id', ParseIdPipe) id: number,
    @Body() dto: UpdateEventDto,
  ): Promise<EventDto> {
    return this.answers.one(await this.events.update(id, dto));
  }

  /** Deletes the event with its detections and its clip. Refused while the clip is protected. */
  @Delete(':id')
  @KeepsToCameras(ABOUT_EVENT)
  @HttpCode(204)
  @Throws([EventNotFoundError, ClipProtectedError])
  delete(@Param('id', ParseIdPipe) id: number): Promise<void> {
    return this.events.delete(id);
  }

  /** Adds still frames to an event. One of the same file and instant is added once. */
  @Post(':id/detections')
  @KeepsToCameras(ABOUT_EVENT)
  @Throws([EventNotFoundError, PathNotAllowedError, FolderSilentError])
  async addDetections(
    @Param('id', ParseIdPipe) id: number,
    @Body() { detections }: AddDetectionsDto,
  ): Promise<DetectionsDto> {
    return detectionsDto(await this.events.addDetections(id, detections));
  }
}
