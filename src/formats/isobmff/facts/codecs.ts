import { BitReader } from '../../bit-reader.js';
import type { ByteReader } from '../../byte-reader.js';
import { codecString as avcString } from '../../h264/avcc.js';
import { codecString as hevcString } from '../../h265/codec-string.js';
import { ordinary } from '../../unusual.js';
import { boxesIn, contentOf, inside, type IsoBox, one } from '../boxes.js';
import { readElementaryStream } from './elementary-stream.js';
import { VISUAL_BYTES } from './sample-entry.js';
import { readTracks } from './track.js';

/** By sample entry: the box with the decoder configuration, and what players call a codec that has it. */
const VIDEO = new Map([
  ['avc1', { box: 'avcC', nameOf: avcString }],
  ['hvc1', { box: 'hvcC', nameOf: (bytes: Uint8Array) => hevcString('hvc1', bytes) }],
  ['hev1', { box: 'hvcC', nameOf: (bytes: Uint8Array) => hevcString('hev1', bytes) }],
]);

const AAC = 0x40;

/**
 * What players call the codecs of an MP4 (RFC 6381), the video's first, such as `avc1.64001F, mp4a.40.2`. Throws
 * `Unusual` where a clip would have other codecs, or a RangeError.
 */
export async function codecsOf(reader: ByteReader): Promise<string> {
  const top = await boxesIn(reader, 0, reader.size, 'moov');
  const tracks = await readTracks(reader, await inside(reader, one(top, 'moov')));
  const named = tracks.map(async ({ kind, entry }) => ({
    isVideo: kind === 'vide',
    name: await (kind === 'vide' ? videoCodec(reader, entry) : audioCodec(reader, entry)),
  }));
  const codecs = await Promise.all(named);
  return codecs
    .sort((a, b) => Number(b.isVideo) - Number(a.isVideo))
    .map(({ name }) => name)
    .join(', ');
}

async function videoCodec(reader: ByteReader, entry: IsoBox): Promise<string> {
  const codec = VIDEO.get(entry.type);
  ordinary(codec !== undefined);
  const boxes = await boxesIn(reader, entry.content + VISUAL_BYTES, entry.end);
  return codec.nameOf(await contentOf(reader, one(boxes, codec.box)));
}

/** In `mp4a`, the object type, and for AAC the kind of AAC (RFC 6381, 3.3). */
async function audioCodec(reader: ByteReader, entry: IsoBox): Promise<string> {
  ordinary(entry.type === 'mp4a');
  const { objectType, description } = await readElementaryStream(reader, entry);
  const name = `mp4a.${objectType.toString(16).toUpperCase()}`;
  if (objectType !== AAC) return name;
  ordinary(description !== null);
  return `${name}.${audioObjectType(description)}`;
}

/** ISO/IEC 14496-3, 1.6.2.1. */
function audioObjectType(description: Uint8Array): number {
  const bits = new BitReader(description);
  const type = bits.bits(5);
  return type === 31 ? 32 + bits.bits(6) : type;
}
