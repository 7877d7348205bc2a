import { Get, HttpCode, type HttpRedirectResponse, Param, Redirect, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApiController } from '../../common/http/api-controller.js';
import { KeepsToCameras } from '../../common/http/camera-rule.js';
import { type HostResponse, nodeResponse } from '../../common/http/node-http.js';
import { ParseIdPipe } from '../../common/validation/parse-id.pipe.js';
import { DatabaseUnavailableError } from '../../common/request-errors.js';
import { Throws } from '../../common/http/throws.js';
import { ABOUT_EVENT } from '../../events/camera-rules.js';
import { EventNotFoundError } from '../../events/event-errors.js';
import { ClipsFolderSilentError } from '../../isolation/folder-errors.js';
import { RedirectsToClip } from './clip-descriptions.js';
import { ClipNotFoundError, ClipPendingError } from '../model/clip-errors.js';
import { ClipsService } from './clips.service.js';

/** An address of the clip that is known before the clip is made, with the same path as in Frigate. */
@ApiController('api/events/:id/clip.mp4')
@KeepsToCameras(ABOUT_EVENT)
@ApiTags('Clips')
export class ClipLinkController {
  constructor(private readonly clips: ClipsService) {}

  /** Redirects to the finished clip, MP4 or GIF; 409 while the first one is being made. */
  @Get()
  @HttpCode(302)
  @Redirect()
  @RedirectsToClip()
  @Throws([
    EventNotFoundError,
    ClipNotFoundError,
    ClipPendingError,
    DatabaseUnavailableError,
    ClipsFolderSilentError,
  ])
  async find(
    @Param('id', ParseIdPipe) id: number,
    @Res({ passthrough: true }) response: HostResponse,
  ): Promise<HttpRedirectResponse> {
    const url = await this.clips.link(id);
    // Not to be cached: signed links expire, and a new clip may have another name.
    nodeResponse(response).setHeader('Cache-Control', 'private, no-cache');
    return { url, statusCode: 302 };
  }
}
