import type { RenditionUrls } from '../../media/serving/rendition-urls.dto.js';

/** The clip as the answers about its event show it. */
export class ClipSummary {
  /** Of the latest request; the other fields describe the file that is served. */
  status!: 'pending' | 'completed' | 'failed';
  clip_url!: string | null;
  /** Where other renditions of it are served: `h264` of a clip of HEVC. Null where it needs none. */
  rendition_urls!: RenditionUrls | null;
  poster_url!: string | null;
  protected!: boolean;
}
