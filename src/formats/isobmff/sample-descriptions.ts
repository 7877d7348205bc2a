import type { ByteReader } from '../byte-reader.js';
import { walkBoxes } from './boxes.js';

const DESCRIPTIONS = ['moov', 'trak', 'mdia', 'minf', 'stbl', 'stsd'];

/**
 * Whether a track has more than one sample description (8.5.2): its codec or parameters change inside the
 * file. Readers that use only the first description do not notice.
 */
export function hasSeveralDescriptions(reader: ByteReader): Promise<boolean> {
  return search(reader, 0, reader.size, DESCRIPTIONS);
}

async function search(
  reader: ByteReader,
  from: number,
  to: number,
  [type, ...rest]: readonly string[],
): Promise<boolean> {
  for await (const box of walkBoxes(reader, from, to)) {
    if (box.type !== type || box.end > to) continue;
    const found = rest.length
      ? await search(reader, box.content, box.end, rest)
      : (await reader.bytes(box.content + 4, 4)).readUInt32BE(0) > 1;
    if (found) return true;
  }
  return false;
}
