import type { ByteReader } from '../byte-reader.js';
import { REORDER_LIMIT } from '../file-times.js';
import { ordinary } from '../unusual.js';
import { packetOf } from './packets.js';
import { LENGTH_BYTES, readTag } from './tags.js';

/** So many pictures show which is the last one, and how far the last ones are apart. */
const ENOUGH_PICTURES = REORDER_LIMIT + 4;
/** There may be a few of sound for each picture. */
const MAX_TAGS = 1024;

/**
 * When the last pictures of a file are shown, in milliseconds, from the last one back: after each tag comes its
 * length.
 *
 * @param first where the first tag is
 */
export async function lastPictures(reader: ByteReader, first: number): Promise<number[]> {
  const times: number[] = [];
  let count = 0;
  for (let end = reader.size; end > first && times.length < ENOUGH_PICTURES;) {
    ordinary(++count <= MAX_TAGS);
    const start = end - LENGTH_BYTES - (await reader.bytes(end - LENGTH_BYTES, 4)).readUInt32BE(0);
    ordinary(start >= first);
    const tag = await readTag(reader, start);
    ordinary(tag.end + LENGTH_BYTES === end);
    const packet = packetOf(tag);
    if (packet?.track === 'video' && !packet.isConfiguration) times.push(packet.shownMs);
    end = start;
  }
  return times;
}
