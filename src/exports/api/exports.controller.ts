import { Body, Delete, Get, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { IntervalClipTooLongError } from '../../clips/model/interval-errors.js';
import { Access } from '../../common/http/access.js';
import { ApiController } from '../../common/http/api-controller.js';
import { sendEventStream } from '../../common/http/event-stream.js';
import { EventStreamAnswer } from '../../common/http/event-stream-answer.js';
import { goneSignal, type HostResponse, nodeResponse } from '../../common/http/node-http.js';
import { Throws } from '../../common/http/throws.js';
import { DatabaseUnavailableError } from '../../common/request-errors.js';
import { ParseIdPipe } from '../../common/validation/parse-id.pipe.js';
import {
  CameraNotFoundError,
  EventNotFoundError,
  InvalidCursorError,
} from '../../events/event-errors.js';
import { ClipsFolderSilentError } from '../../isolation/folder-errors.js';
import {
  ExportItemError,
  ExportNotFoundError,
  ExportProtectedError,
  ExportTooLargeError,
  ItemInFutureError,
  TooManyExportsError,
} from '../model/export-errors.js';
import { ExportRequest } from './dto/export-request.dto.js';
import { EXPORT_PROGRESS } from './dto/examples.js';
import { type ExportDto, type ExportPageDto, ExportProgress } from './dto/export.dto.js';
import { ExportUpdate } from './dto/export-update.dto.js';
import { ListExportsDto } from './dto/list-exports.dto.js';
import { ExportAccepted } from './export-descriptions.js';
import { ExportsService } from './exports.service.js';

/** Several clips in one file. */
@ApiController('api/exports')
@Access('export')
@ApiTags('Exports')
@Throws([DatabaseUnavailableError])
export class ExportsController {
  constructor(private readonly exports: ExportsService) {}

  /**
   * Makes one ZIP of up to 100 clips: of events, and of cameras and times. Each clip is made unless there is a good one.
   * An item that fails is reported and left out, unless `all_or_nothing` is set.
   */
  @Post()
  @HttpCode(202)
  @ExportAccepted()
  @Throws([
    new ExportItemError(0, new EventNotFoundError()),
    new ExportItemError(1, new CameraNotFoundError()),
    new ExportItemError(1, new IntervalClipTooLongError(3601)),
    new ExportItemError(1, new ItemInFutureError()),
    new ExportTooLargeError({ neededBytes: 107374182400, usableBytes: 8589934592 }),
    TooManyExportsError,
    ClipsFolderSilentError,
  ])
  async request(
    @Body() body: ExportRequest,
    @Res({ passthrough: true }) response: HostResponse,
  ): Promise<ExportDto> {
    const answer = await this.exports.request(body);
    nodeResponse(response).setHeader('Location', `/api/exports/${answer.id}`);
    return answer;
  }

  /** Lists exports, the newest first, in pages. */
  @Get()
  @Throws([InvalidCursorError])
  async list(@Query() query: ListExportsDto): Promise<ExportPageDto> {
    const { rows, nextCursor } = await this.exports.list(query);
    return { exports: rows, next_cursor: nextCursor };
  }

  /** Returns an export with the state of each of its items. */
  @Get(':id')
  @Throws([ExportNotFoundError])
  get(@Param('id', ParseIdPipe) id: number): Promise<ExportDto> {
    return this.exports.get(id);
  }

  /** The progress of the export as server-sent events, until it is made or fails. */
  @Get(':id/progress')
  @EventStreamAnswer(ExportProgress, EXPORT_PROGRESS)
  @Throws([ExportNotFoundError])
  async followProgress(
    @Param('id', ParseIdPipe) id: number,
    @Res() hostResponse: HostResponse,
  ): Promise<void> {
    const response = nodeResponse(hostResponse);
    const signal = goneSignal(response);
    await sendEventStream(response, this.exports.follow(id, signal), signal);
  }

  /** Protects the export from removal, or lifts the protection. */
  @Patch(':id')
  @Throws([ExportNotFoundError])
  update(
    @Param('id', ParseIdPipe) id: number,
    @Body() { protected: isProtected }: ExportUpdate,
  ): Promise<ExportDto> {
    return this.exports.protect(id, isProtected);
  }

  /** Cancels the export while it is being made, or removes it with its file. The clips that it is made of stay. */
  @Delete(':id')
  @HttpCode(204)
  @Throws([ExportNotFoundError, ExportProtectedError, ClipsFolderSilentError])
  remove(@Param('id', ParseIdPipe) id: number): Promise<void> {
    return this.exports.remove(id);
  }
}
