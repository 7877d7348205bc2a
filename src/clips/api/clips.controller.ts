import {
  Body,
  Delete,
  Get,
  Headers,
  HttpCode,
  Param,
  Patch,
  Post,
  Query,
  Res,
} from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { Access } from '../../common/http/access.js';
import { ApiController } from '../../common/http/api-controller.js';
import { KeepsToCameras } from '../../common/http/camera-rule.js';
import { sendEventStream } from '../../common/http/event-stream.js';
import { EventStreamAnswer } from '../../common/http/event-stream-answer.js';
import type { Wire } from '../../common/http/example.js';
import { goneSignal, type HostResponse, nodeResponse } from '../../common/http/node-http.js';
import { ParseIdPipe } from '../../common/validation/parse-id.pipe.js';
import { DatabaseUnavailableError } from '../../common/request-errors.js';
import { Throws } from '../../common/http/throws.js';
import { ABOUT_EVENT } from '../../events/camera-rules.js';
import { ClipProtectedError, EventNotFoundError } from '../../events/event-errors.js';
import { ClipsFolderSilentError } from '../../isolation/folder-errors.js';
import { GenerateAnswers } from './clip-descriptions.js';
import { ClipNotFoundError, NothingPendingError, REFUSALS } from '../model/clip-errors.js';
import { ClipProgressService } from './clip-progress.js';
import { ClipsService } from './clips.service.js';
import {
  type ClipGenerateResponse,
  ClipInfoResponse,
  ClipProgress,
} from './dto/clip-answers.dto.js';
import { ClipGenerateRequest } from './dto/clip-generate-request.dto.js';
import { ClipRemovalQuery } from './dto/clip-removal.dto.js';
import { ClipShareRequest, type ClipShareResponse } from './dto/clip-share.dto.js';
import { ClipUpdate } from './dto/clip-update.dto.js';
import { CLIP_PROGRESS, PROTECTED_CLIP } from './dto/examples.js';
import { preferredWait } from '../../common/http/prefer.js';

@ApiController('api/events/:id/clip')
@KeepsToCameras(ABOUT_EVENT)
@Throws([EventNotFoundError, DatabaseUnavailableError, ClipsFolderSilentError])
export class ClipsController {
  constructor(
    private readonly clips: ClipsService,
    private readonly progress: ClipProgressService,
  ) {}

  /** Whether the event has a clip, and everything about it. */
  @Get()
  info(@Param('id', ParseIdPipe) id: number): Promise<ClipInfoResponse> {
    return this.clips.info(id);
  }

  /** Makes the clip, unless there is a good one, and waits for it. */
  @Post('generate')
  @GenerateAnswers()
  @Throws(REFUSALS)
  async generate(
    @Param('id', ParseIdPipe) id: number,
    @Body() body: ClipGenerateRequest,
    @Headers('prefer') prefer: string | undefined,
    @Res({ passthrough: true }) hostResponse: HostResponse,
  ): Promise<ClipGenerateResponse> {
    const response = nodeResponse(hostResponse);
    const answer = await this.clips.generate(id, body, preferredWait(prefer), goneSignal(response));
    response.statusCode = answer.status;
    const { clip_url } = answer.body;
    if (answer.status === 201 && clip_url) response.setHeader('Location', clip_url);
    return answer.body;
  }

  /** The progress of the clip as server-sent events, until it is made or fails. */
  @Get('progress')
  @EventStreamAnswer(ClipProgress, CLIP_PROGRESS)
  async followProgress(
    @Param('id', ParseIdPipe) id: number,
    @Res() hostResponse: HostResponse,
  ): Promise<void> {
    const response = nodeResponse(hostResponse);
    const signal = goneSignal(response);
    await sendEventStream(response, this.progress.follow(id, signal), signal);
  }

  /** A link to the clip that can be sent to a person. */
  @Post('share')
  @Access('read')
  @HttpCode(200)
  @Throws([ClipNotFoundError])
  share(
    @Param('id', ParseIdPipe) id: number,
    @Body() { ttl_seconds, current }: ClipShareRequest,
  ): Promise<ClipShareResponse> {
    return this.clips.share(id, ttl_seconds ?? undefined, { current: current ?? false });
  }

  /** Protects the clip and its event from removal, or lifts the protection. */
  @Patch()
  @ApiOkResponse({
    type: ClipInfoResponse,
    example: PROTECTED_CLIP satisfies Wire<ClipInfoResponse>,
  })
  @Throws([ClipNotFoundError])
  update(
    @Param('id', ParseIdPipe) id: number,
    @Body() body: ClipUpdate,
  ): Promise<ClipInfoResponse> {
    return this.clips.update(id, body);
  }

  /** Cancels the pending request, or else removes the clip. */
  @Delete()
  @HttpCode(204)
  @Throws([ClipNotFoundError, NothingPendingError, ClipProtectedError])
  remove(
    @Param('id', ParseIdPipe) id: number,
    @Query() { pending_only }: ClipRemovalQuery,
  ): Promise<void> {
    return pending_only ? this.clips.cancel(id) : this.clips.remove(id);
  }
}
