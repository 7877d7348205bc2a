import { parseAvcc } from './avcc.js';
import { parseSps } from './sps.js';
import { ordinary } from '../unusual.js';
import type { Picture } from '../video-coding.js';

/** What a sequence parameter set says; only frames of 4:2:0 with 8 bits are ordinary. */
export function h264Picture(sps: Uint8Array): Picture {
  const { chroma, bitDepth, framesOnly, fullRange, width, height } = parseSps(sps);
  ordinary(chroma === 1 && bitDepth === 8 && framesOnly && width > 0 && height > 0);
  return {
    codec: 'h264',
    pixelFormat: fullRange ? 'yuvj420p' : 'yuv420p',
    ...{ width, height },
    fieldOrder: 'progressive',
  };
}

/** The same of an `avcC`. Where its size differs from the container's, each decoder chooses one. */
export function configuredPicture(avcc: Uint8Array, width: number, height: number): Picture {
  const sets = parseAvcc(avcc)?.sps ?? [];
  ordinary(sets.length === 1);
  const picture = h264Picture(sets[0]!);
  ordinary(picture.width === width && picture.height === height);
  return picture;
}
