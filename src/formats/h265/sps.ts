import { BitReader } from '../bit-reader.js';
import { readUsability, type VideoUsability } from '../video-usability.js';
import { payloadOf } from './nal.js';
import { type Profile, readProfile } from './profile.js';
import { skipReferenceSets } from './reference-sets.js';

/** What a sequence parameter set says (ITU-T H.265, 7.3.2.2 and E.2.1), as far as cutting needs it. */
export interface Sps extends VideoUsability {
  id: number;
  profile: Profile;
  /** How many temporal sub-layers there are. */
  temporalLayers: number;
  isTemporallyNested: boolean;
  /** 0 grey, 1 4:2:0, 2 4:2:2, 3 4:4:4. */
  chroma: number;
  bitDepth: { luma: number; chroma: number };
  /** Of the picture shown, in pixels: what is cropped does not count. */
  width: number;
  height: number;
  /** Whether each picture is a single field. */
  isFieldCoded: boolean;
}

const MAX_LONG_TERM_PICTURES = 32;

export function parseSps(nal: Uint8Array): Sps {
  const bits = new BitReader(payloadOf(nal));
  bits.skip(4); // VPS id
  const subLayers = bits.bits(3);
  const isTemporallyNested = bits.flag();
  const profile = readProfile(bits, subLayers);
  const id = bits.unsigned();
  const chroma = bits.unsigned();
  if (chroma === 3) bits.flag(); // separate planes
  const [codedWidth, codedHeight] = [bits.unsigned(), bits.unsigned()];
  const [left, right, top, bottom] = bits.flag() ? cropping(bits) : [0, 0, 0, 0];
  const [unitX, unitY] = [chroma === 1 || chroma === 2 ? 2 : 1, chroma === 1 ? 2 : 1];
  const bitDepth = { luma: 8 + bits.unsigned(), chroma: 8 + bits.unsigned() };
  const pictureOrderBits = bits.unsigned() + 4;
  skipBuffering(bits, subLayers);
  skipCodingTools(bits);
  skipReferenceSets(bits);
  if (bits.flag()) skipLongTermPictures(bits, pictureOrderBits);
  bits.skip(2); // temporal motion vectors, strong smoothing
  const { isGiven, usability } = readUsability(bits);
  return {
    ...{ id, profile, temporalLayers: subLayers + 1, isTemporallyNested, chroma, bitDepth },
    width: codedWidth - (left + right) * unitX,
    height: codedHeight - (top + bottom) * unitY,
    isFieldCoded: isGiven && readFieldCoding(bits),
    ...usability,
  };
}

/** In units of chroma pixels: left, right, top, bottom. */
function cropping(bits: BitReader): [number, number, number, number] {
  return [bits.unsigned(), bits.unsigned(), bits.unsigned(), bits.unsigned()];
}

function skipBuffering(bits: BitReader, subLayers: number): void {
  const isForEach = bits.flag();
  for (let i = isForEach ? 0 : subLayers; i <= subLayers; i++) {
    bits.unsigned(); // pictures kept
    bits.unsigned(); // pictures out of order
    bits.unsigned(); // latency
  }
}

function skipCodingTools(bits: BitReader): void {
  for (let i = 0; i < 6; i++) bits.unsigned(); // block sizes and depths
  if (bits.flag() && bits.flag()) skipScalingLists(bits);
  bits.skip(2); // asymmetric partitions, adaptive offset
  if (!bits.flag()) return;
  bits.skip(8); // bit depths of PCM
  bits.unsigned();
  bits.unsigned();
  bits.skip(1);
}

/** 7.3.4. */
function skipScalingLists(bits: BitReader): void {
  for (let size = 0; size < 4; size++) {
    for (let matrix = 0; matrix < 6; matrix += size === 3 ? 3 : 1) {
      if (!bits.flag()) {
        bits.unsigned(); // copied from another matrix
        continue;
      }
      if (size > 1) bits.signed();
      for (let i = 0; i < Math.min(64, 16 << (2 * size)); i++) bits.signed();
    }
  }
}

function skipLongTermPictures(bits: BitReader, pictureOrderBits: number): void {
  const count = Math.min(bits.unsigned(), MAX_LONG_TERM_PICTURES);
  bits.skip(count * (pictureOrderBits + 1));
}

function readFieldCoding(bits: BitReader): boolean {
  if (bits.flag()) {
    bits.unsigned(); // place of chroma samples
    bits.unsigned();
  }
  bits.skip(1); // neutral chroma
  return bits.flag();
}
