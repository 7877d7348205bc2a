import { Get, Headers, Param, Query, Req, Res } from '@nestjs/common';
import { ApiParam, ApiQuery } from '@nestjs/swagger';
import { ApiController } from '../../common/http/api-controller.js';
import { type CameraRule, KeepsToCameras } from '../../common/http/camera-rule.js';
import type { HostRequest, HostResponse } from '../../common/http/node-http.js';
import { parseClipFileName, parsePosterFileName } from '../storage/clip-file.js';
import { preferredWait } from '../../common/http/prefer.js';
import { ClipFileNotFoundError, ClipReplacedError, PosterNotFoundError } from './media-errors.js';
import { MediaService } from './media.service.js';
import { OfVersion, versionIn } from './of-version.js';
import { NO_RENDITION, TakesRendition } from './rendition-descriptions.js';
import { ServesFile } from './serves-file.js';

const NAME_OF_CLIP = '`{event_id}_clip.mp4` or `{event_id}_clip.gif`.';
const NAME_OF_POSTER = '`{event_id}.jpg`.';

/** For a caller that is limited to cameras, the files of others do not exist. */
const fileOf = (
  refusal: CameraRule['refusal'],
  eventOf: (name: string) => number | null | undefined,
): CameraRule => ({
  about: 'event',
  idIn: ({ filename = '' }) => eventOf(filename) ?? null,
  refusal,
});

@ApiController('api/media')
export class MediaController {
  constructor(private readonly media: MediaService) {}

  /** The clip's file, whole or a range of it; answers HEAD as well. */
  @Get('clips/:filename')
  @ApiParam({ name: 'filename', example: '123_clip.mp4', description: NAME_OF_CLIP })
  @OfVersion()
  @ApiQuery({
    name: 'download',
    required: false,
    enum: ['1'],
    description: 'As a file to save, with a name that people can read.',
  })
  @TakesRendition()
  @KeepsToCameras(fileOf(ClipFileNotFoundError, (name) => parseClipFileName(name)?.eventId))
  @ServesFile(
    ['video/mp4', 'image/gif'],
    [ClipFileNotFoundError, ClipReplacedError, ...NO_RENDITION],
  )
  clip(
    @Param('filename') fileName: string,
    @Query('version') version: unknown,
    @Query('download') download: string | undefined,
    @Query('rendition') rendition: unknown,
    @Headers('prefer') prefer: string | undefined,
    @Req() request: HostRequest,
    @Res() response: HostResponse,
  ): Promise<void> {
    const options = { version: versionIn(version), download: download === '1' };
    const exchange = { request, response };
    if (rendition === undefined) return this.media.sendClip(fileName, options, exchange);
    const waitSeconds = preferredWait(prefer) ?? 0;
    return this.media.sendRendition(fileName, rendition, { ...options, waitSeconds }, exchange);
  }

  /** One picture of the clip, taken where the event starts. It is made where it is missing. Answers HEAD as well. */
  @Get('posters/:filename')
  @ApiParam({ name: 'filename', example: '123.jpg', description: NAME_OF_POSTER })
  @OfVersion()
  @KeepsToCameras(fileOf(PosterNotFoundError, parsePosterFileName))
  @ServesFile(['image/jpeg'], [PosterNotFoundError, ClipReplacedError])
  poster(
    @Param('filename') fileName: string,
    @Query('version') version: unknown,
    @Req() request: HostRequest,
    @Res() response: HostResponse,
  ): Promise<void> {
    return this.media.sendPoster(fileName, versionIn(version), { request, response });
  }
}
