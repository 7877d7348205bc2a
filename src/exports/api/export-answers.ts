import type { MediaLinks } from '../../media/serving/media-links.js';
import type { ExportItem } from '../records/export-item.entity.js';
import type { Export } from '../records/export.entity.js';
import type { ExportDto, ExportItemDto, ExportSummaryDto } from './dto/export.dto.js';

const DAY_MS = 86_400_000;

/** @param retentionDays 0: for ever */
export function expiresAt(
  row: Pick<Export, 'endedAt' | 'protected'>,
  retentionDays: number,
): Date | null {
  if (row.protected || row.endedAt === null || retentionDays === 0) return null;
  return new Date(row.endedAt.getTime() + retentionDays * DAY_MS);
}

export function exportSummary(
  row: Export,
  retentionDays: number,
  links: MediaLinks,
): ExportSummaryDto {
  return {
    id: row.id,
    name: row.name,
    status: row.state,
    progress: row.progress,
    message: row.message,
    error_code: row.errorCode,
    video_codec: row.videoCodec,
    all_or_nothing: row.allOrNothing,
    estimated_bytes: row.estimatedBytes,
    file_size_bytes: row.bytes,
    sha256: row.sha256,
    download_url: row.state === 'completed' ? links.export(row.id) : null,
    requested_at: row.startedAt,
    requested_by: row.requester,
    ended_at: row.endedAt,
    expires_at: expiresAt(row, retentionDays),
    protected: row.protected,
  };
}

export function exportAnswer(summary: ExportSummaryDto, items: readonly ExportItem[]): ExportDto {
  return { ...summary, items: items.map(itemAnswer) };
}

function itemAnswer(item: ExportItem): ExportItemDto {
  return {
    ...{ event_id: item.eventId, camera_id: item.cameraId },
    ...{ from: item.startsAt, to: item.endsAt, status: item.state },
    ...{ error_code: item.errorCode, message: item.message, file: item.fileName },
  };
}
