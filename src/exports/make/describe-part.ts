import { VERSION } from '../../common/version.js';
import { entryName } from '../model/entry-name.js';
import {
  type Contents,
  FORMAT,
  FORMAT_VERSION,
  type ManifestClip,
  type ManifestFailure,
} from '../model/manifest.js';
import type { ExportItem } from '../records/export-item.entity.js';
import type { Export } from '../records/export.entity.js';
import type { ExportPart } from './export-parts.js';

const iso = (instant: Date | string) => new Date(instant).toISOString();

export function fileOf({ item, cameraId, made }: ExportPart): string {
  const startsAt = new Date(made.startsAt);
  return entryName({ position: item.position, cameraId, startsAt, format: made.format });
}

/** What the manifest says of an export, except for its files and its signature. */
export function contentsOf(
  row: Export,
  parts: readonly ExportPart[],
  failed: readonly ManifestFailure[],
  createdAt: Date,
): Contents {
  return {
    format: FORMAT,
    format_version: FORMAT_VERSION,
    software: { name: 'event-clips', version: VERSION },
    created_at: iso(createdAt),
    export: {
      ...{ id: row.id, name: row.name, requested_at: iso(row.startedAt) },
      ...{ requested_by: row.requester, requested_for: row.requesterUser },
      video_codec: row.videoCodec,
      ...{ all_or_nothing: row.allOrNothing, time: row.time },
    },
    clips: parts.map(describePart),
    failed,
  };
}

function describePart(part: ExportPart): ManifestClip {
  const { item, cameraId, made } = part;
  return {
    file: fileOf(part),
    position: item.position,
    event_id: item.eventId,
    camera_id: cameraId,
    requested_starts_at: iso(made.requestedStartsAt),
    requested_ends_at: iso(made.requestedEndsAt),
    starts_at: iso(made.startsAt),
    ends_at: iso(made.endsAt),
    gaps: made.gaps,
    method: made.method,
    encoding: made.encoding,
    codecs: made.codecs,
    frames: made.frames,
    width: made.width,
    height: made.height,
    duration_seconds: made.durationSeconds,
    file_size_bytes: made.bytes,
    sha256: made.sha256,
    generated_at: iso(made.generatedAt),
    sources: made.sources,
    message: made.note,
  };
}

export function describeFailure(
  { position, eventId, cameraId, startsAt, endsAt }: ExportItem,
  { code, message }: { code: string; message: string },
): ManifestFailure {
  return {
    ...{ position, event_id: eventId, camera_id: cameraId },
    requested_starts_at: startsAt && iso(startsAt),
    requested_ends_at: endsAt && iso(endsAt),
    ...{ error_code: code, message },
  };
}
