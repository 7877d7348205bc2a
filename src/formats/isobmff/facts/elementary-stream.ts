import type { ByteReader } from '../../byte-reader.js';
import { ordinary, Unusual } from '../../unusual.js';
import { boxesIn, contentOf, type IsoBox, one } from '../boxes.js';

/** Bytes of an audio sample entry before the boxes in it (ISO/IEC 14496-12, 12.2.3). */
const AUDIO_BYTES = 28;
/** Of a decoder's configuration before the description that only its codec knows. */
const CONFIGURATION_BYTES = 13;

/** What `mp4a` says of its codec. */
export interface ElementaryStream {
  /** By the MP4 Registration Authority: 0x40 is AAC. */
  readonly objectType: number;
  /** Of AAC, its AudioSpecificConfig (ISO/IEC 14496-3, 1.6.2.1); null where there is none. */
  readonly description: Buffer | null;
}

/** Reads the elementary stream descriptor of an entry (ISO/IEC 14496-1, 7.2.6.5 to 7.2.6.7). */
export async function readElementaryStream(
  reader: ByteReader,
  entry: IsoBox,
): Promise<ElementaryStream> {
  const version = (await contentOf(reader, entry, AUDIO_BYTES)).readUInt16BE(8);
  ordinary(version === 0);
  const boxes = await boxesIn(reader, entry.content + AUDIO_BYTES, entry.end);
  const esds = await contentOf(reader, one(boxes, 'esds'));
  const stream = descriptor(esds.subarray(4), 0x03);
  // After its id come flags for further fields, which ordinary files do not have.
  ordinary((stream.readUInt8(2) & 0xe0) === 0);
  const decoder = descriptor(stream.subarray(3), 0x04);
  const rest = decoder.subarray(CONFIGURATION_BYTES);
  return {
    objectType: decoder.readUInt8(0),
    description: rest[0] === 0x05 ? descriptor(rest, 0x05) : null,
  };
}

/** What follows the length of a descriptor, which may end earlier. */
function descriptor(bytes: Buffer, tag: number): Buffer {
  if (bytes.readUInt8(0) !== tag) throw new Unusual();
  let at = 1;
  // The length takes as many bytes as have their upper bit set, and one.
  while (bytes.readUInt8(at++) & 0x80);
  return bytes.subarray(at);
}
