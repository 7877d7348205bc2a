/** Where the renditions of a clip are served; each is made when it is first requested. */
export class RenditionUrls {
  /** H.264, which plays everywhere. */
  h264?: string;
  /** At most 720 pixels high, with every frame. */
  small?: string;
  /** For a notification on a phone: at most 480 pixels high, 30 s long and `RENDITION_NOTIFY_MAX_BYTES` large. */
  notify?: string;
  /** For a chat: at most 10 MB. */
  chat?: string;
  /** Sixty times as fast: an hour becomes a minute. */
  timelapse?: string;
  /** An animated GIF, 320 pixels wide, of at most `CLIP_GIF_MAX_SECONDS`. */
  gif?: string;
}
