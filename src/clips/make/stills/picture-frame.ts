import type { ClipFormat } from '../../../media/storage/clip-file.js';
import type { Size } from './still-size.js';

/** 4K, which H.264 level 5.1 and with it the decoders of browsers take. */
const MAX_MP4_PIXELS = 4096 * 2160;
const MAX_MP4_SIDE = 4096;
const GIF_WIDTH = 320;
const MAX_GIF_HEIGHT = 1280;

/**
 * What all stills of a clip are put into: each is fitted into `box`, with black bars where its shape is
 * another. `size` is the clip's; where the box is odd, a row or column less, since H.264 with subsampled
 * colour takes even sizes only, and resampling a whole picture for one row would blur it.
 */
export interface PictureFrame {
  readonly box: Size;
  readonly size: Size;
}

export function pictureFrame(still: Size, format: ClipFormat): PictureFrame {
  if (format === 'gif') {
    const scale = Math.min(GIF_WIDTH / still.width, MAX_GIF_HEIGHT / still.height);
    const box = scaled(still, scale, 1);
    return { box, size: box };
  }
  const { width, height } = still;
  const scale = Math.min(
    1,
    MAX_MP4_SIDE / Math.max(width, height),
    Math.sqrt(MAX_MP4_PIXELS / (width * height)),
  );
  const box = scaled(still, scale, 2);
  return { box, size: { width: box.width & ~1, height: box.height & ~1 } };
}

/** The size that most have, the earliest such: the fewest are scaled, and no odd one out decides. */
export function mostCommonSize(stills: readonly Size[]): Size {
  const counts = new Map<string, { size: Size; count: number }>();
  for (const { width, height } of stills) {
    const key = `${width}x${height}`;
    const entry = counts.get(key) ?? { size: { width, height }, count: 0 };
    counts.set(key, { ...entry, count: entry.count + 1 });
  }
  return [...counts.values()].reduce((most, entry) => (entry.count > most.count ? entry : most))
    .size;
}

function scaled({ width, height }: Size, scale: number, least: number): Size {
  const side = (pixels: number) => Math.max(least, Math.round(pixels * scale));
  return { width: side(width), height: side(height) };
}
