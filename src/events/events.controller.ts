import { Body, Delete, Get, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import type { Response } from 'express';
import { ApiController } from '../common/api-controller.js';
import { ParseIdPipe } from '../common/parse-id.pipe.js';
import { AddDetectionsDto } from './dto/add-detections.dto.js';
import { CreateEventDto } from './dto/create-event.dto.js';
import { type DetectionsDto, detectionsDto } from './dto/detections.dto.js';
import { EventDto, type EventPageDto } from './dto/event.dto.js';
import { ListEventsDto } from './dto/list-events.dto.js';
import { UpdateEventDto } from './dto/update-event.dto.js';
import { EventAnswers } from './event-answers.js';
import { EventsService } from './events.service.js';

@ApiController('api/events')
export class EventsController {
  constructor(
    private readonly events: EventsService,
    private readonly answers: EventAnswers,
  ) {}

  /** Registers an event; the same `external_id` again gives the same event. */
  @Post()
  @ApiCreatedResponse({ type: EventDto })
  @ApiOkResponse({ description: 'It was registered before.', type: EventDto })
  async create(
    @Body() dto: CreateEventDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<EventDto> {
    const { event, created } = await this.events.create(dto);
    response.status(created ? 201 : 200);
    return this.answers.one(event);
  }

  /** Events, newest first, a page at a time. */
  @Get()
  async list(@Query() query: ListEventsDto): Promise<EventPageDto> {
    const { rows, nextCursor } = await this.events.list(query);
    return { events: await this.answers.many(rows), next_cursor: nextCursor };
  }

  /** One event, with what there is of its clip. */
  @Get(':id')
  async get(@Param('id', ParseIdPipe) id: number): Promise<EventDto> {
    return this.answers.one(await this.events.get(id));
  }

  /** Changes when the event ended, its label or its summary; what is left out stays. */
  @Patch(':id')
  async update(
    @Param('id', ParseIdPipe) id: number,
    @Body() dto: UpdateEventDto,
  ): Promise<EventDto> {
    return this.answers.one(await this.events.update(id, dto));
  }

  /** Removes the event with its detections and its clip; a protected clip keeps it. */
  @Delete(':id')
  @HttpCode(204)
  delete(@Param('id', ParseIdPipe) id: number): Promise<void> {
    return this.events.delete(id);
  }

  /** Adds still frames to the event. */
  @Post(':id/detections')
  async addDetections(
    @Param('id', ParseIdPipe) id: number,
    @Body() { detections }: AddDetectionsDto,
  ): Promise<DetectionsDto> {
    return detectionsDto(await this.events.addDetections(id, detections));
  }
}
