import { ordinary } from '../unusual.js';
import { type Tag, TagType } from './tags.js';

/** What a tag has of a track. */
export interface Packet {
  readonly track: 'video' | 'audio';
  /** Whether it is the decoder configuration of the packets that follow. */
  readonly isConfiguration: boolean;
  /** Whether the file calls it a keyframe; sound always is. */
  readonly isKey: boolean;
  readonly decodedMs: number;
  readonly shownMs: number;
  /** Where it begins in the file, and its length. */
  readonly start: number;
  readonly size: number;
  /** Of sound: format, rate and channels (E.4.2.1). */
  readonly flags: number;
}

export const AAC = 10;
const AVC = 7;
const KEY_FRAME = 1;
const INTER_FRAME = 2;
/** A command for the player. */
const COMMAND = 5;

const CONFIGURATION = 0;
const PICTURE = 1;
/** Frame and codec, kind, offset. */
const VIDEO_HEADER_BYTES = 5;
/** Of pictures that are decoded early; more is an error. */
const MAX_OFFSET_MS = 15 * 60 * 1000;

/** Null for a tag without a packet. Throws `Unusual` for pictures that are not H.264. */
export function packetOf(tag: Tag): Packet | null {
  if (tag.type === TagType.script || tag.head.length === 0) return null;
  return tag.type === TagType.video ? videoPacket(tag) : audioPacket(tag);
}

/** E.4.3.1: kind and codec, what the packet holds, and how much later than decoded it is shown. */
function videoPacket({ head, timeMs, content, end }: Tag): Packet | null {
  const frame = head[0]! >> 4;
  if (frame === COMMAND) return null;
  ordinary((frame === KEY_FRAME || frame === INTER_FRAME) && (head[0]! & 0xf) === AVC);
  const kind = head.readUInt8(1);
  if (kind !== CONFIGURATION && kind !== PICTURE) return null;
  ordinary(end - content >= VIDEO_HEADER_BYTES);
  const offsetMs = kind === PICTURE ? head.readIntBE(2, 3) : 0;
  ordinary(Math.abs(offsetMs) <= MAX_OFFSET_MS);
  return {
    track: 'video',
    isConfiguration: kind === CONFIGURATION,
    isKey: frame === KEY_FRAME,
    ...{ decodedMs: timeMs, shownMs: timeMs + offsetMs },
    ...{ start: content + VIDEO_HEADER_BYTES, size: end - content - VIDEO_HEADER_BYTES, flags: 0 },
  };
}

function audioPacket({ head, timeMs, content, end }: Tag): Packet {
  const flags = head[0]!;
  const isAac = flags >> 4 === AAC;
  const length = isAac ? 2 : 1;
  ordinary(end - content >= length);
  return {
    track: 'audio',
    isConfiguration: isAac && head[1] === CONFIGURATION,
    isKey: true,
    ...{ decodedMs: timeMs, shownMs: timeMs },
    ...{ start: content + length, size: end - content - length, flags },
  };
}
