import type { VideoCodecChoice } from '../../../clips/model/clip-options.js';
import { Example } from '../../../common/http/example.js';
import type { ExportState } from '../../records/export.entity.js';
import { EXPORT, EXPORT_PAGE, EXPORT_SUMMARY } from './examples.js';

/** An export, without its items. */
@Example(EXPORT_SUMMARY)
export class ExportSummaryDto {
  id!: number;
  name!: string | null;
  status!: ExportState;
  /** 0 to 100. */
  progress!: number;
  /** Why it failed, what is missing in it, or what it waits for, as a sentence. */
  message!: string | null;
  /** Why it failed; null otherwise. */
  error_code!: string | null;
  /** Null: as configured. */
  video_codec!: VideoCodecChoice | null;
  all_or_nothing!: boolean;
  /** Of the file, before it was made. */
  estimated_bytes!: number;
  /** Null until it is made. */
  file_size_bytes!: number | null;
  /** Of the file's bytes, in hexadecimal. */
  sha256!: string | null;
  /** Where the file is served; null until it is made. Where keys are in use, signed for callers with the scope `read` too. */
  download_url!: string | null;
  requested_at!: Date;
  /** The name of the API key; null where none was sent. */
  requested_by!: string | null;
  /** When it was made, or failed. */
  ended_at!: Date | null;
  /** From when on cleanup removes it; null while it is being made, while it is protected, and if it is kept for ever. */
  expires_at!: Date | null;
  protected!: boolean;
}

/** What became of an item. */
export class ExportItemDto {
  event_id!: number | null;
  camera_id!: string | null;
  from!: Date | null;
  to!: Date | null;
  status!: ExportState;
  error_code!: string | null;
  message!: string | null;
  /** The name of its clip within the file. */
  file!: string | null;
}

@Example(EXPORT)
export class ExportDto extends ExportSummaryDto {
  /** In the order of the request. */
  items!: ExportItemDto[];
}

@Example(EXPORT_PAGE)
export class ExportPageDto {
  exports!: ExportSummaryDto[];
  /** Continues after the last one; null on the last page. */
  next_cursor!: string | null;
}

/** The progress of an export: the data of one server-sent event. */
export class ExportProgress {
  status!: ExportState;
  /** 0 to 100. */
  progress!: number;
  message!: string | null;
}
