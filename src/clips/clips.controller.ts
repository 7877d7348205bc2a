import { Body, Delete, Get, Headers, HttpCode, Param, Patch, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import { ApiController } from '../common/api-controller.js';
import { ParseIdPipe } from '../common/parse-id.pipe.js';
import { ClipsService } from './clips.service.js';
import type { ClipGenerateResponse, ClipInfoResponse } from './dto/clip-answers.dto.js';
import { ClipGenerateRequest } from './dto/clip-generate-request.dto.js';
import { ClipUpdate } from './dto/clip-update.dto.js';
import { preferredWait } from './prefer.js';

@ApiController('api/events/:id/clip')
export class ClipsController {
  constructor(private readonly clips: ClipsService) {}

  @Get()
  info(@Param('id', ParseIdPipe) id: number): Promise<ClipInfoResponse> {
    return this.clips.info(id);
  }

  @Post('generate')
  async generate(
    @Param('id', ParseIdPipe) id: number,
    @Body() body: ClipGenerateRequest,
    @Headers('prefer') prefer: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ClipGenerateResponse> {
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const answer = await this.clips.generate(id, body, preferredWait(prefer), gone.signal);
    response.status(answer.status);
    if (answer.status === 201 && answer.body.clip_url) response.location(answer.body.clip_url);
    return answer.body;
  }

  @Patch()
  update(@Param('id', ParseIdPipe) id: number, @Body() body: ClipUpdate): Promise<ClipInfoResponse> {
    return this.clips.update(id, body);
  }

  @Delete()
  @HttpCode(204)
  remove(@Param('id', ParseIdPipe) id: number): Promise<void> {
    return this.clips.remove(id);
  }
}
