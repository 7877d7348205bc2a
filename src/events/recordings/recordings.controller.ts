import { Body, Delete, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiExtraModels, ApiOkResponse, refs } from '@nestjs/swagger';
import { ApiController } from '../../common/http/api-controller.js';
import { type HostResponse, nodeResponse } from '../../common/http/node-http.js';
import {
  CallerCameras,
  type CameraLimit,
  isAllowed,
  KeepsToCameras,
} from '../../common/http/camera-rule.js';
import { CameraNotAllowedError, DatabaseUnavailableError } from '../../common/request-errors.js';
import { ParseIdPipe } from '../../common/validation/parse-id.pipe.js';
import { Throws } from '../../common/http/throws.js';
import { PROBE_ERRORS } from '../../probe/media-errors.js';
import { FolderSilentError } from '../../isolation/folder-errors.js';
import { PathNotAllowedError } from '../../media/footage/footage-errors.js';
import { ListRecordingsDto } from './dto/list-recordings.dto.js';
import { RecordingOutcomesDto } from './dto/recording-outcomes.dto.js';
import { RecordingDto, recordingDto, type RecordingPageDto } from './dto/recording.dto.js';
import { RegisterRecordingDto, RegisterRecordingsDto } from './dto/register-recording.dto.js';
import { ABOUT_RECORDING } from '../camera-rules.js';
import {
  ImplausibleStartError,
  InvalidCursorError,
  RecordingNotFoundError,
} from '../event-errors.js';
import { RecordingsBodyPipe } from './recordings-body.pipe.js';
import { RecordingsService } from './recordings.service.js';

const IMPLAUSIBLE = new ImplausibleStartError(
  'front.mp4 starts at +033658-09-27T01:46:40.000Z by creation_time in the file, but a recording may start from 1990 until 2026-01-04T10:30:00.000Z. Give started_at, and check the clock of the camera.',
);

@ApiController('api/recordings')
@Throws([DatabaseUnavailableError])
export class RecordingsController {
  constructor(private readonly recordings: RecordingsService) {}

  /**
   * Registers one recording, or a batch of up to 1,000. Omitted fields are read from the file. A file that was
   * registered is read again, unless it was replaced: then it is a new recording.
   */
  @Post()
  @KeepsToCameras('itself')
  @ApiExtraModels(RegisterRecordingDto, RegisterRecordingsDto, RecordingDto, RecordingOutcomesDto)
  @ApiBody({ schema: { oneOf: refs(RegisterRecordingDto, RegisterRecordingsDto) } })
  @ApiCreatedResponse({ description: 'The recording was registered.', type: RecordingDto })
  @ApiOkResponse({
    description: 'The file was registered before and was read again; or the results of a batch.',
    schema: { oneOf: refs(RecordingDto, RecordingOutcomesDto) },
  })
  @Throws([PathNotAllowedError, IMPLAUSIBLE, FolderSilentError, ...PROBE_ERRORS])
  async register(
    @Body(RecordingsBodyPipe) body: RegisterRecordingDto | RegisterRecordingsDto,
    @CallerCameras() cameras: CameraLimit,
    @Res({ passthrough: true }) hostResponse: HostResponse,
  ): Promise<RecordingDto | RecordingOutcomesDto> {
    const response = nodeResponse(hostResponse);
    response.statusCode = 200;
    if ('recordings' in body) {
      return { recordings: await this.recordings.registerAll(body.recordings, cameras) };
    }
    if (!isAllowed(cameras, body.camera_id)) throw new CameraNotAllowedError();
    const { recording, created } = await this.recordings.register(body);
    if (created) response.statusCode = 201;
    return recordingDto(recording);
  }

  /** Lists recordings, the newest first, in pages. */
  @Get()
  @KeepsToCameras('itself')
  @Throws([InvalidCursorError])
  async list(
    @Query() query: ListRecordingsDto,
    @CallerCameras() cameras: CameraLimit,
  ): Promise<RecordingPageDto> {
    const { rows, nextCursor } = await this.recordings.list(query, cameras);
    return { recordings: rows.map(recordingDto), next_cursor: nextCursor };
  }

  /** Deletes the registration of a recording; its file stays. */
  @Delete(':id')
  @KeepsToCameras(ABOUT_RECORDING)
  @HttpCode(204)
  @Throws([RecordingNotFoundError])
  forget(@Param('id', ParseIdPipe) id: number): Promise<void> {
    return this.recordings.forget(id);
  }
}
