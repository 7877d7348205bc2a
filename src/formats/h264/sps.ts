import { BitReader } from '../bit-reader.js';
import { nalType, NalType, payloadOf } from './nal.js';

/** What a sequence parameter set says (ITU-T H.264, 7.3.2.1 and E.1), as far as cutting needs it. */
export interface Sps {
  id: number;
  profile: number;
  constraints: number;
  level: number;
  /** 0 grey, 1 4:2:0, 2 4:2:2, 3 4:4:4. */
  chroma: number;
  bitDepth: number;
  /** False: pictures may be coded as fields or as field macroblocks (interlaced). */
  framesOnly: boolean;
  /** Of the picture shown, in pixels. */
  width: number;
  height: number;
  /** How wide a pixel is shown for its height. */
  pixelAspect: { num: number; den: number };
  separatePlanes: boolean;
  frameNumberBits: number;
  /** How slices say when their pictures are shown (8.2.1); of type 0, with so many bits. */
  pictureOrder: { type: number; bits: number };
  /** Colour, as code points of ITU-T H.273 and whether black is 0; null where it is not given. */
  fullRange: boolean | null;
  primaries: number | null;
  transfer: number | null;
  matrix: number | null;
}

const WITH_CHROMA_INFO = new Set([100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135]);
/** Pixels of its sides. */
const MACROBLOCK = 16;
const EXTENDED_ASPECT_RATIO = 255;
const SQUARE = { num: 1, den: 1 };
/** By the number that a set gives (table E-1); 0 is unspecified. */
const ASPECT_RATIOS = [
  ...[
    [1, 1],
    [1, 1],
    [12, 11],
    [10, 11],
    [16, 11],
    [40, 33],
    [24, 11],
    [20, 11],
    [32, 11],
  ],
  ...[
    [80, 33],
    [18, 11],
    [15, 11],
    [64, 33],
    [160, 99],
    [4, 3],
    [3, 2],
    [2, 1],
  ],
].map(([num = 1, den = 1]) => ({ num, den }));

export function parseSps(nal: Uint8Array): Sps {
  const bits = new BitReader(payloadOf(nal));
  const profile = bits.bits(8);
  const constraints = bits.bits(8);
  const level = bits.bits(8);
  const id = bits.unsigned();
  let chroma = 1;
  let bitDepth = 8;
  let separatePlanes = false;
  if (WITH_CHROMA_INFO.has(profile)) {
    chroma = bits.unsigned();
    if (chroma === 3) separatePlanes = bits.flag();
    bitDepth = 8 + Math.max(bits.unsigned(), bits.unsigned());
    bits.flag(); // lossless transform bypass
    if (bits.flag()) skipScalingLists(bits, chroma === 3 ? 12 : 8);
  }
  const frameNumberBits = bits.unsigned() + 4;
  const pictureOrder = readPictureOrder(bits);
  bits.unsigned(); // reference frames
  bits.flag(); // gaps in frame numbers
  const columns = bits.unsigned() + 1;
  const rows = bits.unsigned() + 1;
  const framesOnly = bits.flag();
  if (!framesOnly) bits.flag(); // adaptive frame and field macroblocks
  bits.flag(); // direct 8x8 inference
  const [left, right, top, bottom] = bits.flag() ? cropping(bits) : [0, 0, 0, 0];
  const [unitX, unitY] = [chroma === 1 || chroma === 2 ? 2 : 1, chroma === 1 ? 2 : 1];
  const fields = framesOnly ? 1 : 2;
  return {
    ...{ id, profile, constraints, level, chroma, bitDepth, framesOnly, separatePlanes },
    width: columns * MACROBLOCK - (left + right) * unitX,
    height: fields * (rows * MACROBLOCK - (top + bottom) * unitY),
    ...{ frameNumberBits, pictureOrder },
    ...usability(bits),
  };
}

/** The ids of a picture parameter set: its own, and that of the SPS it builds on (7.3.2.2). */
export function parsePpsIds(nal: Uint8Array): { id: number; spsId: number } {
  const bits = new BitReader(payloadOf(nal.subarray(0, 32)));
  return { id: bits.unsigned(), spsId: bits.unsigned() };
}

/** What a slice begins with (7.3.3). */
export interface SliceStart {
  /** Whether it belongs to a single field: half a picture in a packet of its own. */
  isField: boolean;
  /** What follows. */
  rest: BitReader;
}

export function readSliceStart(nal: Uint8Array, sps: Sps): SliceStart {
  const bits = new BitReader(payloadOf(nal.subarray(0, 32)));
  bits.unsigned(); // first macroblock
  bits.unsigned(); // slice type
  bits.unsigned(); // PPS id
  if (sps.separatePlanes) bits.bits(2);
  bits.bits(sps.frameNumberBits);
  const isField = !sps.framesOnly && bits.flag();
  return { isField, rest: bits };
}

export function isFieldSlice(nal: Uint8Array, sps: Sps): boolean {
  if (nalType(nal) !== NalType.slice && nalType(nal) !== NalType.idr) return false;
  return readSliceStart(nal, sps).isField;
}

function skipScalingLists(bits: BitReader, count: number): void {
  for (let list = 0; list < count; list++) {
    if (!bits.flag()) continue;
    let last = 8;
    let next = 8;
    for (let i = 0; i < (list < 6 ? 16 : 64); i++) {
      if (next !== 0) next = (last + bits.signed() + 256) % 256;
      last = next === 0 ? last : next;
    }
  }
}

/** In units that table 6-1 gives by chroma format: left, right, top, bottom. */
function cropping(bits: BitReader): [number, number, number, number] {
  return [bits.unsigned(), bits.unsigned(), bits.unsigned(), bits.unsigned()];
}

function readPictureOrder(bits: BitReader): Sps['pictureOrder'] {
  const type = bits.unsigned();
  if (type === 0) return { type, bits: bits.unsigned() + 4 };
  if (type === 1) {
    bits.flag();
    bits.signed();
    bits.signed();
    const cycle = Math.min(bits.unsigned(), 255);
    for (let i = 0; i < cycle; i++) bits.signed();
  }
  return { type, bits: 0 };
}

/** What is said beside the coding itself (E.1). */
function usability(
  bits: BitReader,
): Pick<Sps, 'pixelAspect' | 'fullRange' | 'primaries' | 'transfer' | 'matrix'> {
  if (!bits.flag()) return { pixelAspect: SQUARE, ...UNKNOWN_COLOUR };
  const pixelAspect = bits.flag() ? aspectRatio(bits) : SQUARE;
  return { pixelAspect, ...colour(bits) };
}

function aspectRatio(bits: BitReader): Sps['pixelAspect'] {
  const number = bits.bits(8);
  if (number !== EXTENDED_ASPECT_RATIO) return ASPECT_RATIOS[number] ?? SQUARE;
  const [num, den] = [bits.bits(16), bits.bits(16)];
  return num > 0 && den > 0 ? { num, den } : SQUARE;
}

const UNKNOWN_COLOUR = { fullRange: null, primaries: null, transfer: null, matrix: null };

function colour(bits: BitReader): Pick<Sps, 'fullRange' | 'primaries' | 'transfer' | 'matrix'> {
  if (bits.flag()) bits.flag(); // overscan
  if (!bits.flag()) return UNKNOWN_COLOUR;
  bits.bits(3); // video format
  const fullRange = bits.flag();
  if (!bits.flag()) return { ...UNKNOWN_COLOUR, fullRange };
  return { fullRange, primaries: bits.bits(8), transfer: bits.bits(8), matrix: bits.bits(8) };
}
