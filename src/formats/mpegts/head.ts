import type { ByteReader } from '../byte-reader.js';
import { FIRST_FRAMES } from '../file-times.js';
import { ordinary } from '../unusual.js';
import { PACKET_BYTES } from './packets.js';
import { readPesStart } from './pes.js';
import type { ProgramStreams } from './program-streams.js';

export const CHUNK_BYTES = 348 * PACKET_BYTES;
/** Enough for the first pictures of 4K, or the last. */
export const MAX_SEARCH_BYTES = 64 * CHUNK_BYTES;

/** How the streams of a file begin. Times in ticks, as they stand in the file. */
export interface Head {
  /** Of the first pictures. */
  readonly times: readonly number[];
  /** The first picture, as a byte stream (Annex B). */
  readonly picture: Buffer;
  readonly audio: { readonly time: number; readonly data: Buffer } | null;
}

export async function readHead(reader: ByteReader, streams: ProgramStreams): Promise<Head> {
  const times: number[] = [];
  const picture: Buffer[] = [];
  let audio: Head['audio'] = null;
  const isComplete = () =>
    times.length >= FIRST_FRAMES && (audio !== null || streams.program?.audio === null);
  const limit = Math.min(reader.size, MAX_SEARCH_BYTES);
  for (let at = 0; at < limit && !isComplete(); at += CHUNK_BYTES) {
    const bytes = await reader.bytes(at, Math.min(CHUNK_BYTES, reader.size - at));
    for (const { kind, begins, payload } of streams.packetsIn(bytes)) {
      if (!begins) {
        if (kind === 'video' && times.length === 1) picture.push(payload);
        continue;
      }
      const { pts, data } = readPesStart(payload);
      // A packet without a time stamp is most often one of several for a picture.
      ordinary(pts !== null);
      if (kind === 'audio') audio ??= { time: pts, data };
      else if (times.push(pts) === 1) picture.push(data);
    }
  }
  ordinary(streams.program !== null && (streams.program.audio === null || audio !== null));
  return { times, picture: Buffer.concat(picture), audio };
}
