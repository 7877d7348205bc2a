import type { Demuxer } from './demuxer.js';
import { splitAnnexB } from './nal-units.js';

/** Byte streams without a container (Annex B of H.264), which begin with their parameter sets. */
export const rawH264: Demuxer = {
  name: 'h264',
  matches: (head) => beginsWithSets(head, H264),
  ...{ hasTimes: false, canSeek: false, hasDurations: false, readFacts: null, packets: null },
};

/** The same of HEVC. */
export const rawHevc: Demuxer = {
  name: 'hevc',
  matches: (head) => beginsWithSets(head, HEVC),
  ...{ hasTimes: false, canSeek: false, hasDurations: false, readFacts: null, packets: null },
};

type Kind = 'before' | 'video' | 'sequence' | 'picture';

/** H.264 has a byte in front of each unit (7.3.1): a bit that is 0, two of importance, and the type. */
function H264([header = 0, profile = 0]: Uint8Array): Kind | null {
  if (header === 0x09 || header === 0x06) return 'before';
  const isImportant = (header & 0x60) !== 0;
  if (!isImportant) return null;
  if ((header & 0x9f) === 8) return 'picture';
  return (header & 0x9f) === 7 && H264_PROFILES.has(profile) ? 'sequence' : null;
}

/** Table A-1 and annexes G to I. */
const H264_PROFILES = new Set([
  ...[66, 77, 88, 100, 110, 122, 244, 44],
  ...[83, 86, 118, 128, 138, 139, 134, 135],
]);

/** HEVC has two (7.3.1.2): a bit that is 0, the type, and the layer and sub-layer, which are the lowest. */
function HEVC([header = 0, layer = 0]: Uint8Array): Kind | null {
  return layer === 1 ? (HEVC_KINDS[header] ?? null) : null;
}

const HEVC_KINDS: Readonly<Record<number, Kind>> = {
  0x46: 'before',
  0x4e: 'before',
  0x40: 'video',
  0x42: 'sequence',
  0x44: 'picture',
};

/** Whether a start code comes first and then, perhaps after delimiters and messages, the parameter sets. */
function beginsWithSets(head: Uint8Array, kindOf: (nal: Uint8Array) => Kind | null): boolean {
  const one = head.indexOf(1);
  const startsAtOnce =
    (one === 2 || one === 3) && head.subarray(0, one).every((byte) => byte === 0);
  if (!startsAtOnce) return false;
  const kinds = splitAnnexB(head).map(kindOf);
  const sets = kinds.slice(kinds.findIndex((kind) => kind !== 'before'));
  const withoutVideo = sets[0] === 'video' ? sets.slice(1) : sets;
  return withoutVideo[0] === 'sequence' && withoutVideo.includes('picture');
}
