import { Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiQuery, ApiResponse } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { ApiController } from '../common/api-controller.js';
import { MediaService } from './media.service.js';

const BINARY = { schema: { type: 'string', format: 'binary' } };
const CLIP = { 'video/mp4': BINARY, 'image/gif': BINARY };

@ApiController('api/media')
export class MediaController {
  constructor(private readonly media: MediaService) {}

  /** The clip's file, whole or a range of it; answers HEAD as well. */
  @Get('clips/:filename')
  @ApiQuery({
    name: 'download',
    required: false,
    enum: ['1'],
    description: 'As a file to save, with a name that people can read.',
  })
  @ApiOkResponse({ content: CLIP })
  @ApiResponse({ status: 206, description: 'The range that was asked for.', content: CLIP })
  clip(
    @Param('filename') fileName: string,
    @Query('download') download: string | undefined,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    return this.media.sendClip(fileName, download === '1', { request, response });
  }

  /** One picture of the clip, taken where the event starts. */
  @Get('posters/:filename')
  @ApiOkResponse({ content: { 'image/jpeg': BINARY } })
  poster(
    @Param('filename') fileName: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    return this.media.sendPoster(fileName, { request, response });
  }
}
