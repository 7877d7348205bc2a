import type { PictureCoding } from './codec.js';

/**
 * FFmpeg's arguments for pixel format and colours. The encoder does not get them from the decoder; without
 * them the brightness would change at the end of a head.
 */
export function colourArguments({ pixelFormat, colour }: PictureCoding): string[] {
  const { fullRange, primaries, transfer, matrix } = colour;
  const args = ['-pix_fmt', pixelFormat];
  if (fullRange !== null) args.push('-color_range', fullRange ? 'pc' : 'tv');
  if (primaries !== null) args.push('-color_primaries', String(primaries));
  if (transfer !== null) args.push('-color_trc', String(transfer));
  if (matrix !== null) args.push('-colorspace', String(matrix));
  return args;
}
