import { Body, Get, Param, Put, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiParam } from '@nestjs/swagger';
import { ApiController } from '../../common/http/api-controller.js';
import { CallerCameras, type CameraLimit, KeepsToCameras } from '../../common/http/camera-rule.js';
import { type HostResponse, nodeResponse } from '../../common/http/node-http.js';
import { DatabaseUnavailableError } from '../../common/request-errors.js';
import { Throws } from '../../common/http/throws.js';
import { ABOUT_CAMERA, CHANGES_CAMERA } from '../camera-rules.js';
import { CameraNotFoundError, IntervalTooLongError } from '../event-errors.js';
import type { CamerasDto } from '../events/dto/event.dto.js';
import { EventAnswers } from '../events/event-answers.js';
import { EventsService } from '../events/events.service.js';
import { MAX_NAME_CHARACTERS } from '../fields.js';
import { CameraIdPipe } from './camera-id.pipe.js';
import { CamerasService } from './cameras.service.js';
import { CameraSettingsDto, cameraSettingsDto } from './dto/camera-settings.dto.js';
import { type CoverageDto, GetCoverageDto } from './dto/coverage.dto.js';
import { PutCameraDto } from './dto/put-camera.dto.js';

const CameraId = () =>
  ApiParam({
    name: 'camera_id',
    schema: { type: 'string', maxLength: MAX_NAME_CHARACTERS, example: 'front-door' },
  });

@ApiController('api/cameras')
@Throws([DatabaseUnavailableError])
export class CamerasController {
  constructor(
    private readonly cameras: CamerasService,
    private readonly events: EventsService,
    private readonly answers: EventAnswers,
  ) {}

  /** The cameras that have events, each with its newest event. */
  @Get()
  @KeepsToCameras('itself')
  async list(@CallerCameras() cameras: CameraLimit): Promise<CamerasDto> {
    const newest = await this.answers.many(await this.events.newestOfCameras(cameras));
    return {
      cameras: newest.map((event) => ({ camera_id: event.camera_id, newest_event: event })),
    };
  }

  /** Returns what is set for a camera. A camera is known from its first event or recording on. */
  @Get(':camera_id')
  @KeepsToCameras(ABOUT_CAMERA)
  @CameraId()
  @Throws([CameraNotFoundError])
  async get(@Param('camera_id', CameraIdPipe) cameraId: string): Promise<CameraSettingsDto> {
    return cameraSettingsDto(await this.cameras.get(cameraId));
  }

  /** Replaces all that is set for a camera; what is omitted or null has its default. The camera may be new. */
  @Put(':camera_id')
  @KeepsToCameras(CHANGES_CAMERA)
  @CameraId()
  @ApiCreatedResponse({ description: 'The camera was not known before.', type: CameraSettingsDto })
  @ApiOkResponse({ description: 'The camera was known.', type: CameraSettingsDto })
  async put(
    @Param('camera_id', CameraIdPipe) cameraId: string,
    @Body() dto: PutCameraDto,
    @Res({ passthrough: true }) response: HostResponse,
  ): Promise<CameraSettingsDto> {
    const { camera, created } = await this.cameras.put(cameraId, dto);
    nodeResponse(response).statusCode = created ? 201 : 200;
    return cameraSettingsDto(camera);
  }

  /** Returns what a camera has recorded in an interval of up to 31 days, and the gaps. */
  @Get(':camera_id/coverage')
  @KeepsToCameras(ABOUT_CAMERA)
  @CameraId()
  @Throws([CameraNotFoundError, new IntervalTooLongError(31)])
  coverage(
    @Param('camera_id', CameraIdPipe) cameraId: string,
    @Query() query: GetCoverageDto,
  ): Promise<CoverageDto> {
    return this.cameras.coverage(cameraId, query);
  }
}
