import { BitReader } from '../bit-reader.js';
import { readUsability, type VideoUsability } from '../video-usability.js';
import { nalType, NalType, payloadOf } from './nal.js';

/** What a sequence parameter set says (ITU-T H.264, 7.3.2.1 and E.1), as far as cutting needs it. */
export interface Sps extends VideoUsability {
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
  separatePlanes: boolean;
  frameNumberBits: number;
  /** How slices say when their pictures are shown (8.2.1); of type 0, with so many bits. */
  pictureOrder: { type: number; bits: number };
}

const WITH_CHROMA_INFO = new Set([100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135]);
/** Pixels of its sides. */
const MACROBLOCK = 16;

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
    ...readUsability(bits).usability,
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
