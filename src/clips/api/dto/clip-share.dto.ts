import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsInt, IsOptional, Max, Min } from 'class-validator';
import type { RenditionUrls } from '../../../media/serving/rendition-urls.dto.js';
import { Example } from '../../../common/http/example.js';
import { CLIP_SHARE, SHARED_CLIP } from './examples.js';

/** The body of `POST /api/events/{id}/clip/share`. */
@Example(CLIP_SHARE)
export class ClipShareRequest {
  /** How long the link is valid, at most a year. Default: as configured for all links. */
  @ApiProperty({ type: 'integer' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(31_536_000)
  ttl_seconds?: number | null;

  /**
   * Whether the link shows whatever clip the event has. Default false: it is valid for the present version of the
   * clip only.
   */
  @IsOptional()
  @IsBoolean()
  current?: boolean | null;
}

@Example(SHARED_CLIP)
export class ClipShareResponse {
  event_id!: number;
  /** Needs no API key. Where keys are in use, the link is signed, and ends with the key that it was requested with. */
  clip_url!: string;
  /** The same of its renditions, but for those that would be the clip itself. Null for a GIF. */
  rendition_urls!: RenditionUrls | null;
  /** The same of its subtitles, which give the time of day; null where it has none. */
  subtitles_url!: string | null;
}
