import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import type { ClipFormat } from '../../media/storage/clip-file.js';
import type { Clip } from './clip.entity.js';
import { ClipRequest } from './clip-request.entity.js';

/** What a list shows of an event's clip and of the latest request for it; at least one of them exists. */
export interface ClipRows {
  readonly eventId: number;
  /** Null also where the clip's file is known to be missing. */
  readonly clip: Pick<Clip, 'eventId' | 'fileName' | ShownName> | null;
  readonly request: Pick<ClipRequest, 'state' | 'progress' | 'message' | 'errorCode'> | null;
}

type ShownName =
  'sha256' | 'format' | 'codecs' | 'durationSeconds' | 'note' | 'hasPoster' | 'protected';

interface Row {
  readonly event_id: number;
  readonly file_name: string | null;
  readonly sha256: string;
  readonly format: ClipFormat;
  readonly codecs: string | null;
  readonly duration_seconds: number;
  readonly note: string | null;
  readonly has_poster: boolean;
  readonly protected: boolean;
  readonly state: ClipRequest['state'] | null;
  readonly progress: number;
  readonly message: string | null;
  readonly error_code: ClipRequest['errorCode'];
}

/** Reads what lists show in one statement, and without the columns that they leave out. */
@Injectable()
export class ClipSummaries {
  constructor(@InjectRepository(ClipRequest) private readonly requests: Repository<ClipRequest>) {}

  /** In any order; nothing for events that have neither a clip nor a request. */
  async of(eventIds: readonly number[]): Promise<ClipRows[]> {
    const rows = await this.requests.query<Row[]>(SUMMARIES, [eventIds]);
    return rows.map((row) => ({
      eventId: row.event_id,
      clip: clipOf(row),
      request: requestOf(row),
    }));
  }
}

function clipOf({ event_id: eventId, file_name: fileName, ...row }: Row): ClipRows['clip'] {
  if (fileName === null) return null;
  const { sha256, format, codecs, note, protected: isProtected } = row;
  return {
    ...{ eventId, fileName, sha256, format, codecs, note, protected: isProtected },
    ...{ durationSeconds: row.duration_seconds, hasPoster: row.has_poster },
  };
}

function requestOf({ state, progress, message, error_code }: Row): ClipRows['request'] {
  return state && { state, progress, message, errorCode: error_code };
}

const SUMMARIES = `
  SELECT event.event_id, clip.file_name, clip.sha256, clip.format, clip.codecs, clip.duration_seconds,
         clip.note, clip.has_poster, clip.protected,
         request.state, request.progress, request.message, request.error_code
    FROM unnest($1::integer[]) AS event (event_id)
    LEFT JOIN clips clip ON clip.event_id = event.event_id AND clip.missing_since IS NULL
    LEFT JOIN clip_requests request ON request.event_id = event.event_id
   WHERE clip.event_id IS NOT NULL OR request.event_id IS NOT NULL`;
