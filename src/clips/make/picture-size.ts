import type { VideoFacts } from '../../formats/media-facts.js';
import type { PictureSize } from './transcode-arguments.js';

/**
 * The size in which pictures are shown: turned, with even sides as H.264 requires, and made smaller where they are
 * higher than `maxHeight` pixels.
 */
export function pictureSizeOf(
  { width, height, rotation }: Pick<VideoFacts, 'width' | 'height' | 'rotation'>,
  maxHeight = Infinity,
): PictureSize {
  const even = (pixels: number) => pixels - (pixels % 2);
  const turned = Math.abs(rotation) % 180 === 90;
  const [across, up] = turned ? [height, width] : [width, height];
  if (up <= maxHeight) return { width: even(across), height: even(up) };
  return { width: 2 * Math.round((across * maxHeight) / up / 2), height: even(maxHeight) };
}
