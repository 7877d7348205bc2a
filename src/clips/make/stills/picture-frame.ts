import type { ClipFormat } from '../../../media/storage/clip-file.js';
import type { Size } from './still-size.js';

/** 4K, the limit of H.264 level 5.1 and so of browsers' decoders. */
const MAX_MP4_PIXELS = 4096 * 2160;
const MAX_MP4_SIDE = 4096;
const GIF_WIDTH = 320;
const MAX_GIF_HEIGHT = 1280;

/**
 * Each still is fitted into `box`, with black bars where its proportions differ. `size` is the size of
 * the clip: where a side of the box is odd, it is one pixel less, as H.264 with subsampled colour needs
 * even sides. Scaling a whole picture by one row would blur it, so the row is cropped.
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

/** The most frequent size, so that as few stills as possible are scaled; of equals the earliest. */
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
