import { gifPictures } from '../../formats/gif-pictures.js';

/** Pictures are compared in this size: noise and details are averaged out, and what is seen where is not. */
export const SMALL = { width: 32, height: 18 };

/** Encoded frames are also compared with so many of the recording's frames before and after them. */
export const COMPARED_AROUND = 8;

const FILTERS = [
  // Of all pixels: of a tenth in each direction it would take a quarter of the time, but noise would remain.
  `scale=${SMALL.width}:${SMALL.height}:flags=area`,
  'format=gray',
  // A GIF counts hundredths of a second.
  'setpts=N/(10*TB)',
];

/**
 * FFmpeg's arguments that write small pictures in shades of grey. A GIF of those is exact, and FFmpeg needs no encoder
 * for it that the service does not use otherwise.
 *
 * @param output `pipe:1`, or a file with its protocol
 * @param before filters that the pictures pass first
 */
export function smallPictures(
  stream: string,
  output: string,
  before: readonly string[] = [],
): string[] {
  const exact = ['-fps_mode', 'passthrough', '-c:v', 'gif', '-gifflags', '0'];
  const filters = [...before, ...FILTERS].join();
  return ['-map', stream, '-vf', filters, ...exact, '-f', 'gif', '-y', output];
}

/** No GIF of so many small pictures is larger. */
export function maxBytesOf(pictures: number): number {
  return 2048 * (pictures + 1);
}

/** Reads what FFmpeg wrote: the luma of each picture, row by row. */
export function readSmallPictures(bytes: Buffer): Uint8Array[] {
  return bytes.length === 0 ? [] : gifPictures(bytes);
}
