import type { VideoFacts } from '../../formats/media-facts.js';
import type { PictureSize } from './transcode-arguments.js';

/** The size in which pictures are shown: turned, and with even sides as H.264 requires. */
export function pictureSizeOf({
  width,
  height,
  rotation,
}: Pick<VideoFacts, 'width' | 'height' | 'rotation'>): PictureSize {
  const even = (pixels: number) => pixels - (pixels % 2);
  const turned = Math.abs(rotation) % 180 === 90;
  return { width: even(turned ? height : width), height: even(turned ? width : height) };
}
