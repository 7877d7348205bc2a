import type { INestApplicationContext } from '@nestjs/common';
import { resolve } from 'node:path';
import { AuditTrail } from '../common/audit/audit-trail.js';
import { shownText } from '../common/shown-name.js';
import type { ExportDto } from '../exports/api/dto/export.dto.js';
import type { ExportRequest } from '../exports/api/dto/export-request.dto.js';
import { ExportsService } from '../exports/api/exports.service.js';
import { EXPORT_QUEUE } from '../exports/model/export-job.js';
import { exportFile } from '../media/storage/clip-files.js';
import { ClipStorage } from '../media/storage/clip-storage.js';
import { refuseToReplace } from './output-file.js';
import { saveStored } from './save-stored.js';
import { untilMade } from './until-made.js';
import { withApplication } from './with-application.js';

export interface ExportToSave {
  readonly output: string;
  /** The account that runs the command, which the manifest names. */
  readonly user: string;
}

export type SavedExport = ExportDto & { readonly file: string };

/**
 * Saves the file of an export. The service makes it, as it does for calls.
 *
 * @param wanted what to export, or the id of an export that was requested before
 */
export async function saveExport(
  wanted: ExportRequest | number,
  { output: given, user }: ExportToSave,
): Promise<SavedExport> {
  const output = resolve(given);
  await refuseToReplace(output);
  return withApplication(async (app, signal) => {
    const exports = app.get(ExportsService);
    const id = typeof wanted === 'number' ? wanted : (await exports.request(wanted, user)).id;
    const made = await whenMade(app, id, signal);
    if (!(await saveStored(app.get(ClipStorage), exportFile(id), output))) {
      throw new Error(`Export ${id} has just been removed. Request it again.`);
    }
    app
      .get(AuditTrail)
      .note({ action: 'export.downloaded', exportIds: [id], files: [exportFile(id)] });
    return { file: output, ...made };
  });
}

function whenMade(app: INestApplicationContext, id: number, signal: AbortSignal) {
  const exports = app.get(ExportsService);
  return untilMade<ExportDto>(app, {
    queue: EXPORT_QUEUE,
    look: async () => {
      const { status, progress, message, ...rest } = await exports.get(id);
      if (status === 'failed') throw new Error(`Export ${id} failed. ${message ?? ''}`);
      if (status === 'completed') return { made: { status, progress, message, ...rest } };
      return { progress, message: message ?? 'The export is being made.' };
    },
    interrupted: `The service still makes export ${id}. Get it with: event-clips export --id ${id} -o FILE`,
    signal,
  });
}

export function isWhole({ items }: SavedExport): boolean {
  return items.every(({ status }) => status === 'completed');
}

export function described({ file, id, file_size_bytes, sha256, items }: SavedExport): string {
  const failed = items.filter(({ status }) => status === 'failed');
  return [
    shownText(file),
    `export ${id}: ${items.length - failed.length} clips, ${file_size_bytes} bytes`,
    `sha256 ${sha256}`,
    ...failed.map(
      (item) => `left out: ${shownText(nameOf(item))}: ${shownText(item.message ?? '')}`,
    ),
  ].join('\n');
}

function nameOf({ event_id, camera_id }: ExportDto['items'][number]): string {
  return event_id === null ? `camera ${camera_id}` : `event ${event_id}`;
}
