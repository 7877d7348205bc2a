import { Get, Headers, Param, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApiController } from '../../common/http/api-controller.js';
import { KeepsToCameras } from '../../common/http/camera-rule.js';
import {
  goneSignal,
  type HostRequest,
  type HostResponse,
  nodeResponse,
} from '../../common/http/node-http.js';
import { preferredWait } from '../../common/http/prefer.js';
import { Throws } from '../../common/http/throws.js';
import { DatabaseUnavailableError } from '../../common/request-errors.js';
import { ABOUT_CAMERA } from '../../events/camera-rules.js';
import { CameraIdPipe } from '../../events/cameras/camera-id.pipe.js';
import { CameraNotFoundError } from '../../events/event-errors.js';
import { ClipsFolderSilentError } from '../../isolation/folder-errors.js';
import { sendPending } from '../../media/serving/made-files.js';
import { ServesFile } from '../../media/serving/serves-file.js';
import { NO_INTERVAL_CLIP } from '../model/interval-errors.js';
import { CameraClipAnswer, CameraClipFileAnswers, OfCamera } from './camera-clip-descriptions.js';
import { CameraClipsService } from './camera-clips.service.js';
import {
  CameraClipFileQuery,
  CameraClipQuery,
  type CameraClipResponse,
} from './dto/camera-clip.dto.js';

/** Clips of a camera by time alone, without an event. */
@ApiController('api/cameras/:camera_id')
@KeepsToCameras(ABOUT_CAMERA)
@ApiTags('Cameras')
@Throws([
  CameraNotFoundError,
  ...NO_INTERVAL_CLIP,
  DatabaseUnavailableError,
  ClipsFolderSilentError,
])
export class CameraClipsController {
  constructor(private readonly clips: CameraClipsService) {}

  /**
   * The clip of an interval of up to an hour, whole or a range of it. It is made at the first request and then kept for
   * a while; once new footage of the interval is registered, it is made again. Answers HEAD as well.
   */
  @Get('clip.mp4')
  @OfCamera()
  @CameraClipFileAnswers()
  @ServesFile(['video/mp4'], [])
  send(
    @Param('camera_id', CameraIdPipe) cameraId: string,
    @Query() query: CameraClipFileQuery,
    @Headers('prefer') prefer: string | undefined,
    @Req() request: HostRequest,
    @Res() response: HostResponse,
  ): Promise<void> {
    return this.clips.send(cameraId, query, preferredWait(prefer), { request, response });
  }

  /** Everything about the clip of an interval, with all gaps. It is made in the same way. */
  @Get('clip.json')
  @OfCamera()
  @CameraClipAnswer()
  async describe(
    @Param('camera_id', CameraIdPipe) cameraId: string,
    @Query() query: CameraClipQuery,
    @Headers('prefer') prefer: string | undefined,
    @Res({ passthrough: true }) hostResponse: HostResponse,
  ): Promise<CameraClipResponse | void> {
    const response = nodeResponse(hostResponse);
    response.setHeader('Cache-Control', 'private, no-cache');
    const wait = preferredWait(prefer);
    const state = await this.clips.describe(cameraId, query, wait, goneSignal(response));
    if (state.status === 'completed') return state;
    sendPending(state, response);
  }
}
