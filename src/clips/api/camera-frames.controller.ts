import { Get, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { AuditTrail } from '../../common/audit/audit-trail.js';
import { ApiController } from '../../common/http/api-controller.js';
import { KeepsToCameras } from '../../common/http/camera-rule.js';
import { goneSignal, type HostResponse, nodeResponse } from '../../common/http/node-http.js';
import { Throws } from '../../common/http/throws.js';
import { DatabaseUnavailableError } from '../../common/request-errors.js';
import { ABOUT_CAMERA } from '../../events/camera-rules.js';
import { CameraIdPipe } from '../../events/cameras/camera-id.pipe.js';
import { CameraNotFoundError } from '../../events/event-errors.js';
import { ClipsFolderSilentError } from '../../isolation/folder-errors.js';
import { NOTHING_MADE } from '../model/interval-errors.js';
import { OfCamera } from './camera-clip-descriptions.js';
import { CameraFramesService } from './camera-frames.service.js';
import { CameraFrameQuery } from './dto/camera-frame-query.dto.js';

/** Other footage of the same instant is seldom registered later. */
const LASTS_SECONDS = 60;

/** Pictures of a camera by time alone, without an event. */
@ApiController('api/cameras/:camera_id')
@KeepsToCameras(ABOUT_CAMERA)
@ApiTags('Cameras')
@Throws([CameraNotFoundError, ...NOTHING_MADE, DatabaseUnavailableError, ClipsFolderSilentError])
export class CameraFramesController {
  constructor(
    private readonly frames: CameraFramesService,
    private readonly trail: AuditTrail,
  ) {}

  /** The frame that the camera shows at an instant, as a JPEG. The service keeps none. Answers HEAD as well. */
  @Get('frame.jpg')
  @OfCamera()
  @ApiOkResponse({
    description: 'The picture.',
    content: { 'image/jpeg': { schema: { type: 'string', format: 'binary' } } },
  })
  async frame(
    @Param('camera_id', CameraIdPipe) cameraId: string,
    @Query() query: CameraFrameQuery,
    @Res() hostResponse: HostResponse,
  ): Promise<void> {
    const response = nodeResponse(hostResponse);
    const picture = await this.frames.frame(cameraId, query, goneSignal(response));
    if (response.req.method !== 'HEAD') {
      this.trail.noteOnce({ action: 'frame.viewed', cameraIds: [cameraId], startsAt: query.at });
    }
    response.setHeader('Content-Type', 'image/jpeg');
    response.setHeader('Content-Length', picture.length);
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Cache-Control', `private, max-age=${LASTS_SECONDS}`);
    response.end(picture);
  }
}
