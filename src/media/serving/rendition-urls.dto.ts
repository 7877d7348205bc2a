/** Where the renditions of a clip are served; each is made when it is first requested. */
export class RenditionUrls {
  /** H.264, which plays everywhere. */
  h264?: string;
}
