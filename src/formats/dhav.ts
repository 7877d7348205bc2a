import type { Demuxer } from './demuxer.js';
import { startsWith } from './signature.js';

/** The recordings of Dahua (`.dav`): frames with a header each, sometimes behind one of the file. */
export const dhav: Demuxer = {
  name: 'dhav',
  matches: (head) => isFrame(head, 0) || (startsWith(head, 'DAHUA') && isFrame(head, FILE_HEADER)),
  // FFmpeg seeks to the last keyframe, and may count on from the time of another one.
  canSeek: false,
  ...{ hasDurations: false, readFacts: null, packets: null },
};

const FILE_HEADER = 1024;
const FRAME_HEADER = 24;
/** Sound, other data, a picture, a keyframe. */
const TYPES: readonly number[] = [0xf0, 0xf1, 0xfc, 0xfd];

function isFrame(head: Uint8Array, at: number): boolean {
  if (head.length < at + FRAME_HEADER || !startsWith(head, 'DHAV', at)) return false;
  const length = Buffer.from(head.subarray(at + 12, at + 16)).readUInt32LE();
  return TYPES.includes(head[at + 4]!) && length >= FRAME_HEADER;
}
