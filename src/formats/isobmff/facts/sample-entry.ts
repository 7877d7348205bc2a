import type { ByteReader } from '../../byte-reader.js';
import { ordinary } from '../../unusual.js';
import type { Picture } from '../../video-coding.js';
import { codingThat } from '../../video-codings.js';
import { boxesIn, contentOf, type IsoBox, one } from '../boxes.js';
import { readElementaryStream } from './elementary-stream.js';

/** Bytes of a sample entry before the boxes in it (12.1.3). */
export const VISUAL_BYTES = 78;
/** By sample entry; in `mp4a`, by object type (MP4 Registration Authority). */
const AUDIO_CODECS = new Map([
  ['ulaw', 'pcm_mulaw'],
  ['alaw', 'pcm_alaw'],
  ['Opus', 'opus'],
]);
const AUDIO_OBJECTS = new Map([
  [0x40, 'aac'],
  [0x69, 'mp3'],
  [0x6b, 'mp3'],
]);

/** The only entry of `stsd` (8.5.2): more mean that codec or parameters change on the way. */
export async function onlyEntry(reader: ByteReader, stsd: IsoBox): Promise<IsoBox> {
  const count = (await contentOf(reader, stsd, 8)).readUInt32BE(4);
  const [entry] = await boxesIn(reader, stsd.content + 8, stsd.end);
  ordinary(count === 1 && entry !== undefined);
  return entry;
}

export async function readPicture(reader: ByteReader, entry: IsoBox): Promise<Picture> {
  const coding = codingThat(({ sampleEntries }) => sampleEntries.includes(entry.type));
  const fields = await contentOf(reader, entry, VISUAL_BYTES);
  const boxes = await boxesIn(reader, entry.content + VISUAL_BYTES, entry.end);
  const configuration = await contentOf(reader, one(boxes, coding.configurationBox));
  const [width, height] = [fields.readUInt16BE(24), fields.readUInt16BE(26)];
  return coding.readConfiguration(configuration, width, height);
}

/** The name of an audio entry's codec. */
export async function readAudioCodec(reader: ByteReader, entry: IsoBox): Promise<string> {
  const codec =
    entry.type === 'mp4a' ? await mpegAudio(reader, entry) : AUDIO_CODECS.get(entry.type);
  ordinary(codec !== undefined);
  return codec;
}

async function mpegAudio(reader: ByteReader, entry: IsoBox): Promise<string | undefined> {
  return AUDIO_OBJECTS.get((await readElementaryStream(reader, entry)).objectType);
}
