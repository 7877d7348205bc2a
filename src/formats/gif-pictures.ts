import { ordinary } from './unusual.js';

const EXTENSION = 0x21;
const IMAGE = 0x2c;
const TRAILER = 0x3b;
const MAX_CODE_BITS = 12;

/**
 * The pictures of a GIF (GIF89a), a byte for each pixel: its number in the palette. Each has to fill the screen and be
 * complete, as FFmpeg's encoder writes them with `-gifflags 0`. Throws `Unusual` otherwise, or a RangeError.
 */
export function gifPictures(gif: Buffer): Uint8Array[] {
  const pixels = gif.readUInt16LE(6) * gif.readUInt16LE(8);
  const pictures: Uint8Array[] = [];
  let at = 13 + paletteBytes(gif.readUInt8(10));
  for (let kind = gif.readUInt8(at++); kind !== TRAILER; kind = gif.readUInt8(at++)) {
    ordinary(kind === EXTENSION || kind === IMAGE);
    if (kind === EXTENSION) {
      at = blocksAt(gif, at + 1).end;
      continue;
    }
    ordinary(gif.readUInt16LE(at + 4) * gif.readUInt16LE(at + 6) === pixels);
    at += 9 + paletteBytes(gif.readUInt8(at + 8));
    const { data, end } = blocksAt(gif, at + 1);
    pictures.push(unpacked(data, gif.readUInt8(at), pixels));
    at = end;
  }
  return pictures;
}

function paletteBytes(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}

/** Blocks of up to 255 bytes, the last of which is empty. */
function blocksAt(gif: Buffer, start: number): { data: Buffer; end: number } {
  const blocks: Buffer[] = [];
  let at = start;
  for (let length = gif.readUInt8(at++); length > 0; length = gif.readUInt8(at++)) {
    blocks.push(gif.subarray(at, at + length));
    at += length;
  }
  return { data: Buffer.concat(blocks), end: at };
}

/** Reverses the compression (variable-length-code LZW, appendix F). */
function unpacked(data: Buffer, minBits: number, pixels: number): Uint8Array {
  const [clear, end] = [2 ** minBits, 2 ** minBits + 1];
  const picture = new Uint8Array(pixels);
  // A code beyond `end` is the pixels of the one before it in the picture, and one more.
  const starts: number[] = [];
  const lengths: number[] = [];
  let [filled, bit, bits] = [0, 0, minBits + 1];
  let before: { start: number; length: number } | null = null;
  while (filled < pixels) {
    ordinary(bit + bits <= 8 * data.length);
    // A code lies in three bytes at most.
    const at = bit >> 3;
    const three = data[at]! | ((data[at + 1] ?? 0) << 8) | ((data[at + 2] ?? 0) << 16);
    const code = (three >> (bit & 7)) & (2 ** bits - 1);
    bit += bits;
    ordinary(code !== end);
    if (code === clear) {
      starts.length = lengths.length = 0;
      [bits, before] = [minBits + 1, null];
      continue;
    }
    if (before && end + 1 + starts.length < 2 ** MAX_CODE_BITS) {
      starts.push(before.start);
      lengths.push(before.length + 1);
    }
    const start = filled;
    if (code < clear) picture[filled++] = code;
    else {
      const from = starts[code - end - 1];
      ordinary(from !== undefined);
      for (let i = 0; i < lengths[code - end - 1]!; i++) picture[filled++] = picture[from + i]!;
    }
    before = { start, length: filled - start };
    if (end + 1 + starts.length === 2 ** bits && bits < MAX_CODE_BITS) bits++;
  }
  return picture;
}
