import { Injectable } from '@nestjs/common';
import {
  closing,
  type Exchange,
  FileAnswers,
  type Presentation,
  turnOf,
} from '../../media/serving/file-answers.js';
import { safeFileName } from '../../media/serving/safe-file-name.js';
import { parseExportFileName } from '../../media/storage/clip-file.js';
import { exportFile } from '../../media/storage/clip-files.js';
import { ClipStorage } from '../../media/storage/clip-storage.js';
import { ExportNotFoundError, ExportNotReadyError } from '../model/export-errors.js';
import type { Export } from '../records/export.entity.js';
import { ExportsService } from './exports.service.js';

/** Sends the files of exports. */
@Injectable()
export class ExportFiles {
  constructor(
    private readonly exports: ExportsService,
    private readonly storage: ClipStorage,
    private readonly answers: FileAnswers,
  ) {}

  /** @throws ExportNotFoundError, ExportNotReadyError, PreconditionFailedError, RangeNotSatisfiableError */
  async send(fileName: string, exchange: Exchange): Promise<void> {
    await turnOf(exchange);
    const id = parseExportFileName(fileName);
    if (id === null) throw new ExportNotFoundError();
    const row = await this.exports.row(id);
    if (row.state !== 'completed') throw new ExportNotReadyError();
    const file = await this.storage.open(exportFile(id));
    if (!file) throw new ExportNotFoundError();
    const presentation: Presentation = {
      ...{ contentType: 'application/zip', saveAs: savedName(row) },
      audited: { action: 'export.downloaded', exportIds: [id], files: [file.name] },
    };
    await closing(file, () => this.answers.send(file, presentation, null, exchange));
  }
}

function savedName({ id, name }: Export): string {
  return `${safeFileName(name ?? '') || `export-${id}`}.zip`;
}
