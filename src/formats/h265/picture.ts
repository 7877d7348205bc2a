import { ordinary } from '../unusual.js';
import type { Picture } from '../video-coding.js';
import { parseHvcc } from './hvcc.js';
import { nalType, NalType } from './nal.js';
import { parseSps } from './sps.js';

/** What a sequence parameter set says; only frames of 4:2:0 with 8 or 10 bits are ordinary. */
export function hevcPicture(sps: Uint8Array): Picture {
  const { chroma, bitDepth, isFieldCoded, fullRange, width, height } = parseSps(sps);
  const { luma: bits } = bitDepth;
  ordinary(chroma === 1 && (bits === 8 || bits === 10) && bitDepth.chroma === bits);
  ordinary(!isFieldCoded && width > 0 && height > 0);
  const eightBits = fullRange ? 'yuvj420p' : 'yuv420p';
  return {
    codec: 'hevc',
    pixelFormat: bits === 8 ? eightBits : 'yuv420p10le',
    ...{ width, height },
    fieldOrder: 'progressive',
  };
}

/** The same of an `hvcC`. Where its size differs from the container's, each decoder chooses one. */
export function configuredPicture(hvcc: Uint8Array, width: number, height: number): Picture {
  const sets = parseHvcc(hvcc)?.sets.filter((nal) => nalType(nal) === NalType.sps) ?? [];
  ordinary(sets.length === 1);
  const picture = hevcPicture(sets[0]!);
  ordinary(picture.width === width && picture.height === height);
  return picture;
}
