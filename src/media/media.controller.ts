import { Get, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { ApiController } from '../common/api-controller.js';
import { ClipMediaService } from './clip-media.service.js';

@ApiController('api/media')
export class MediaController {
  constructor(private readonly clips: ClipMediaService) {}

  /** The clip's file, whole or a range of it; answers HEAD as well. */
  @Get('clips/:filename')
  getClip(
    @Param('filename') fileName: string,
    @Query('download') download: string | undefined,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    return this.clips.send(fileName, download === '1', request, response);
  }
}
