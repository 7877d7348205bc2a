import type { ByteReader } from '../byte-reader.js';
import { FIRST_FRAMES, frameRateOf, isSpan } from '../file-times.js';
import { parseAvcc } from '../h264/avcc.js';
import { h264Picture } from '../h264/picture.js';
import { endOfLastFrame } from '../last-frame.js';
import type { MediaFacts } from '../media-facts.js';
import { ordinary } from '../unusual.js';
import type { Picture } from '../video-coding.js';
import { audioCodecOf } from './audio.js';
import { lastPictures } from './last-pictures.js';
import { type Packet, packetOf } from './packets.js';
import { firstTag, type Tag, tagsFrom, TagType } from './tags.js';

/** There may be a few of sound for each picture. */
const MAX_TAGS = 512;
const METADATA = '\x02\0\x0aonMetaData';

/** The facts of an FLV file with H.264, read from its first tags and its last ones. Throws `Unusual`, or a RangeError. */
export async function flvFacts(reader: ByteReader): Promise<MediaFacts> {
  const first = await firstTag(reader);
  const packets = await firstPackets(reader, first);
  const order = [...new Set(packets.map(({ track }) => track))];
  const [pictures, sounds] = [timesOf(packets, 'video'), timesOf(packets, 'audio')];
  const isKey = packets.find(
    ({ track, isConfiguration }) => track === 'video' && !isConfiguration,
  )?.isKey;
  ordinary(isKey === true);
  const frameRate = frameRateOf(pictures);
  const start = pictures[0]!;
  const last = (await lastPictures(reader, first)).map((ms) => ms / 1000);
  const end = endOfLastFrame(last, null);
  ordinary(end !== null && isSpan(start, end));
  const sound = packets.find(({ track }) => track === 'audio');
  return {
    demuxer: 'flv',
    sizeBytes: reader.size,
    startTimeSeconds: Math.min(start, ...sounds.slice(0, 1)),
    creationTime: null,
    video: {
      index: order.indexOf('video'),
      ...(await readPicture(reader, packets)),
      ...{ rotation: 0, frameRate, timeBase: '1/1000' },
      ...{ startTimeSeconds: start, endTimeSeconds: end },
    },
    audio: sound ? { index: order.indexOf('audio'), codec: audioCodecOf(sound.flags) } : null,
  };
}

/** Until there are enough of video, and one of sound if the file says that it has any. */
async function firstPackets(reader: ByteReader, first: number): Promise<Packet[]> {
  const hasSound = ((await reader.bytes(4, 1))[0]! & 4) !== 0;
  const packets: Packet[] = [];
  let count = 0;
  let isHeard = !hasSound;
  for await (const tag of tagsFrom(reader, first)) {
    ordinary(++count <= MAX_TAGS);
    if (tag.type === TagType.script) await checkMetadata(reader, tag);
    const packet = packetOf(tag);
    if (packet) packets.push(packet);
    isHeard ||= timesOf(packets, 'audio').length > 0;
    if (isHeard && timesOf(packets, 'video').length >= FIRST_FRAMES) break;
  }
  ordinary(isHeard);
  return packets;
}

/** FFmpeg counts other data as a stream, and takes the time of recording from this one. */
async function checkMetadata(reader: ByteReader, { head, content, end }: Tag): Promise<void> {
  ordinary(head.toString('latin1', 0, METADATA.length) === METADATA);
  ordinary(!(await reader.bytes(content, end - content)).includes('creation_time'));
}

function timesOf(packets: readonly Packet[], kind: Packet['track']): number[] {
  return packets
    .filter(({ track, isConfiguration }) => track === kind && !isConfiguration)
    .map(({ shownMs }) => shownMs / 1000);
}

async function readPicture(reader: ByteReader, packets: readonly Packet[]): Promise<Picture> {
  const found = packets.find(({ track, isConfiguration }) => track === 'video' && isConfiguration);
  ordinary(found !== undefined);
  const sets = parseAvcc(await reader.bytes(found.start, found.size))?.sps ?? [];
  ordinary(sets.length === 1);
  return h264Picture(sets[0]!);
}
