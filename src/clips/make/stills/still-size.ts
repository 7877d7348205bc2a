import type { StillDemuxer } from '../../../formats/still-demuxer.js';
import { jpegSegments } from './jpeg-segments.js';

/** In pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * The size in a still's header, without the orientation of its Exif data; null where these first bytes do
 * not contain it.
 */
export function stillSize(head: Buffer, demuxer: StillDemuxer): Size | null {
  try {
    const size = READERS[demuxer](head);
    return size && size.width > 0 && size.height > 0 ? size : null;
  } catch {
    return null; // A RangeError: the bytes end within the header.
  }
}

const READERS: Record<StillDemuxer, (head: Buffer) => Size | null> = {
  jpeg_pipe: jpegSize,
  png_pipe: pngSize,
  webp_pipe: webpSize,
};

/** ITU-T T.81, B.1.1: start-of-frame markers, which C4 (DHT), C8 (JPG) and CC (DAC) are not. */
const isStartOfFrame = (marker: number) =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

function jpegSize(head: Buffer): Size | null {
  for (const { marker, content } of jpegSegments(head)) {
    if (!isStartOfFrame(marker)) continue;
    return { height: content.readUInt16BE(1), width: content.readUInt16BE(3) };
  }
  return null;
}

/** PNG (W3C), 11.2.1: IHDR comes first. */
function pngSize(head: Buffer): Size | null {
  if (head.toString('latin1', 12, 16) !== 'IHDR') return null;
  return { width: head.readUInt32BE(16), height: head.readUInt32BE(20) };
}

/** RFC 9649: lossy (RFC 6386, 9.1), lossless, or extended, whose canvas comes first. */
function webpSize(head: Buffer): Size | null {
  switch (head.toString('latin1', 12, 16)) {
    case 'VP8 ':
      return { width: head.readUInt16LE(26) & 0x3fff, height: head.readUInt16LE(28) & 0x3fff };
    case 'VP8L': {
      const bits = head.readUInt32LE(21);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8X':
      return { width: head.readUIntLE(24, 3) + 1, height: head.readUIntLE(27, 3) + 1 };
    default:
      return null;
  }
}
