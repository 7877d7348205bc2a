import { Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiParam, ApiQuery } from '@nestjs/swagger';
import { ApiController } from '../../common/http/api-controller.js';
import type { HostRequest, HostResponse } from '../../common/http/node-http.js';
import { PosterNotFoundError, ClipFileNotFoundError } from './media-errors.js';
import { MediaService } from './media.service.js';
import { ServesFile } from './serves-file.js';

const NAME_OF_CLIP = '`{event_id}_clip.mp4` or `{event_id}_clip.gif`.';
const NAME_OF_POSTER = '`{event_id}.jpg`.';

@ApiController('api/media')
export class MediaController {
  constructor(private readonly media: MediaService) {}

  /** The clip's file, whole or a range of it; answers HEAD as well. */
  @Get('clips/:filename')
  @ApiParam({ name: 'filename', example: '123_clip.mp4', description: NAME_OF_CLIP })
  @ApiQuery({
    name: 'download',
    required: false,
    enum: ['1'],
    description: 'As a file to save, with a name that people can read.',
  })
  @ServesFile(['video/mp4', 'image/gif'], [ClipFileNotFoundError])
  clip(
    @Param('filename') fileName: string,
    @Query('download') download: string | undefined,
    @Req() request: HostRequest,
    @Res() response: HostResponse,
  ): Promise<void> {
    return this.media.sendClip(fileName, download === '1', { request, response });
  }

  /** One picture of the clip, taken where the event starts; answers HEAD as well. */
  @Get('posters/:filename')
  @ApiParam({ name: 'filename', example: '123.jpg', description: NAME_OF_POSTER })
  @ServesFile(['image/jpeg'], [PosterNotFoundError])
  poster(
    @Param('filename') fileName: string,
    @Req() request: HostRequest,
    @Res() response: HostResponse,
  ): Promise<void> {
    return this.media.sendPoster(fileName, { request, response });
  }
}
