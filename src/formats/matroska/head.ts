import type { ByteReader } from '../byte-reader.js';
import { ordinary } from '../unusual.js';
import { elementIn } from './blocks.js';
import { childrenOf, type Element } from './ebml.js';
import { Id } from './ids.js';
import { type Info, readInfo } from './info.js';
import { readTracks, type Tracks } from './tracks.js';

/** A dozen is ordinary before the first cluster. */
const MAX_ELEMENTS = 64;

/** What comes before the first cluster. */
export interface Head {
  readonly info: Info;
  readonly tracks: Tracks;
  /** Where the first cluster begins. */
  readonly cluster: number;
}

export async function readHead(reader: ByteReader): Promise<Head> {
  const segment = await segmentOf(reader);
  const head = await headIn(reader, segment.content);
  // The size of a file that is being written is unknown. In a file that was cut short the duration is
  // that of the original.
  ordinary((segment.size === null) === (head.info.duration === null));
  ordinary(segment.content + (segment.size ?? 0) <= reader.size);
  return head;
}

async function segmentOf(reader: ByteReader): Promise<Element> {
  const header = await elementIn(reader, 0);
  ordinary(header.id === Id.ebml && header.size !== null);
  const [type] = childrenOf(await reader.bytes(header.content, header.size)).get(Id.docType) ?? [];
  ordinary(['matroska', 'webm'].includes(type?.toString('latin1') ?? ''));
  const segment = await elementIn(reader, header.content + header.size);
  ordinary(segment.id === Id.segment);
  return segment;
}

async function headIn(reader: ByteReader, from: number): Promise<Head> {
  const found = new Map<number, Buffer>();
  let at = from;
  for (let count = 0; ; count++) {
    const { id, content, size } = await elementIn(reader, at);
    if (id === Id.cluster) break;
    ordinary(size !== null && !found.has(id) && count < MAX_ELEMENTS);
    if (id === Id.info || id === Id.tracks) found.set(id, await reader.bytes(content, size));
    at = content + size;
  }
  const [info, tracks] = [found.get(Id.info), found.get(Id.tracks)];
  ordinary(info !== undefined && tracks !== undefined);
  return { info: readInfo(info), tracks: readTracks(tracks), cluster: at };
}
