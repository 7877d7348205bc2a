import { Get, Param, Req, Res } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { Access } from '../../common/http/access.js';
import { ApiController } from '../../common/http/api-controller.js';
import type { HostRequest, HostResponse } from '../../common/http/node-http.js';
import { Throws } from '../../common/http/throws.js';
import { DatabaseUnavailableError } from '../../common/request-errors.js';
import { ServesFile } from '../../media/serving/serves-file.js';
import { ExportNotFoundError, ExportNotReadyError } from '../model/export-errors.js';
import { ExportFiles } from './export-files.js';

/** The files of exports. */
@ApiController('api/media/exports')
@Access('export')
@ApiTags('Exports')
@Throws([DatabaseUnavailableError])
export class ExportFilesController {
  constructor(private readonly files: ExportFiles) {}

  /** The export's file, whole or a range of it; answers HEAD as well. */
  @Get(':filename')
  @ApiParam({ name: 'filename', example: '7.zip', description: '`{id}.zip`.' })
  @ServesFile(['application/zip'], [ExportNotFoundError, ExportNotReadyError])
  send(
    @Param('filename') fileName: string,
    @Req() request: HostRequest,
    @Res() response: HostResponse,
  ): Promise<void> {
    return this.files.send(fileName, { request, response });
  }
}
