import type { RenditionUrls } from '../../media/serving/rendition-urls.dto.js';

/** The clip as the answers about its event show it. */
export class ClipSummary {
  /** Of the latest request; the other fields describe the file that is served. */
  status!: 'pending' | 'completed' | 'failed';
  clip_url!: string | null;
  /** Where the rendition is served without which some players show nothing: `h264` of a clip of HEVC; null: none. */
  rendition_urls!: RenditionUrls | null;
  poster_url!: string | null;
  protected!: boolean;
  /** In the file; null where there is none. */
  duration_seconds!: number | null;
  /** 0 to 100 while the clip is being made, and 100 once it is. */
  progress!: number | null;
  /** What the latest request waits for or why it failed; what was left out of the clip. */
  message!: string | null;
  /** The code with which the latest request failed. */
  error_code!: string | null;
}
