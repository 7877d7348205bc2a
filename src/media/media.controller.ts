import { Get, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { ApiController } from '../common/api-controller.js';
import { MediaService } from './media.service.js';

@ApiController('api/media')
export class MediaController {
  constructor(private readonly media: MediaService) {}

  /** The clip's file, whole or a range of it; answers HEAD as well. */
  @Get('clips/:filename')
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
  poster(
    @Param('filename') fileName: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    return this.media.sendPoster(fileName, { request, response });
  }
}
