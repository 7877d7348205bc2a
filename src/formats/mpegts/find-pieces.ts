import type { ByteReader } from '../byte-reader.js';
import type { FilePiece } from '../file-piece.js';
import { ClockWatch, type PieceStart } from './clock-watch.js';
import {
  isRising,
  rateOf,
  type Sample,
  sampleAt,
  type Stretch,
  suspectsAmong,
} from './clock-samples.js';
import { layoutOf, type PacketLayout, syncedPackets } from './synced-packets.js';

const KILOBYTE = 1024;
const MEGABYTE = 1024 * KILOBYTE;
/** A file that is no longer is read as a whole. */
const MAX_WHOLE_BYTES = 4 * MEGABYTE;
/** The beginning and the end of a file are read. */
const EDGE_BYTES = 256 * KILOBYTE;
const CHUNK_BYTES = 256 * KILOBYTE;
/** A place with a jump is narrowed down to so many bytes, which are then read. */
const MAX_SCAN_BYTES = 256 * KILOBYTE;
/** Read before such a place, so that its tables are known: they come every half second. */
const LEAD_BYTES = 256 * KILOBYTE;
/** Read after such a place: a camera that was restarted may restart again. */
const TRAIL_BYTES = 512 * KILOBYTE;
/** The times are looked at in so many places, evenly spread. */
const PLACES = 64;

/**
 * The pieces of a transport stream in each of which the clock only rises: it starts again where a camera was
 * restarted, or where files were put together. None where there is one piece.
 *
 * A long file is not read as a whole. Its times are compared in 64 places, and where they rise by less than
 * the bytes between suggest, or fall, the place of the jump is searched for. What this misses are pieces
 * that are shorter than a 64th of the file and lie wholly between two of these places, if the times there
 * rise about as much as they would without them.
 */
export async function findPieces(reader: ByteReader): Promise<FilePiece[]> {
  const layout = await layoutOf(reader);
  if (!layout) return [];
  const starts = new Map<number, PieceStart>();
  const scan = async (from: number, to: number) => {
    const watch = new ClockWatch(layout);
    await readPackets(reader, layout, from, to, (packet) => watch.see(packet));
    for (const start of watch.starts) starts.set(start.atByte, start);
  };
  if (reader.size <= MAX_WHOLE_BYTES) await scan(0, reader.size);
  else await scanSuspects(reader, layout, scan);
  return piecesFrom([...starts.values()], reader.size);
}

async function scanSuspects(
  reader: ByteReader,
  layout: PacketLayout,
  scan: (from: number, to: number) => Promise<void>,
): Promise<void> {
  const { size } = reader;
  const scanBetween = (from: Sample, to: Sample) =>
    scan(Math.max(0, from.atByte - LEAD_BYTES), Math.min(size, to.atByte + TRAIL_BYTES));
  await scan(0, EDGE_BYTES);
  await scan(size - EDGE_BYTES - LEAD_BYTES, size);

  const samples: Sample[] = [];
  for (let place = 0; place <= PLACES; place++) {
    const at = Math.round((place / PLACES) * (size - EDGE_BYTES));
    const sample = await sampleAt(reader, layout, at);
    if (sample && sample.atByte > (samples.at(-1)?.atByte ?? -1)) samples.push(sample);
  }
  const narrow = async (from: Sample, to: Sample): Promise<void> => {
    if (to.atByte - from.atByte <= MAX_SCAN_BYTES) return scanBetween(from, to);
    const middle = await sampleAt(reader, layout, Math.floor((from.atByte + to.atByte) / 2));
    // One picture reaches across half of it.
    if (!middle || middle.atByte >= to.atByte) return scanBetween(from, to);
    const halves: Stretch[] = [
      [from, middle],
      [middle, to],
    ];
    const falling = halves.filter((half) => !isRising(half));
    const slower = halves.toSorted((a, b) => rateOf(a) - rateOf(b))[0]!;
    for (const half of falling.length > 0 ? falling : [slower]) await narrow(...half);
  };
  for (const [from, to] of suspectsAmong(samples)) await narrow(from, to);
}

async function readPackets(
  reader: ByteReader,
  layout: PacketLayout,
  from: number,
  to: number,
  see: ClockWatch['see'],
): Promise<void> {
  for (let at = from; at < to;) {
    const bytes = await reader.bytes(at, Math.min(CHUNK_BYTES, to - at));
    const packets = syncedPackets(bytes, at, layout);
    let next = packets.next();
    for (; !next.done; next = packets.next()) see(next.value);
    if (next.value <= at) return;
    at = next.value;
  }
}

function piecesFrom(starts: PieceStart[], size: number): FilePiece[] {
  const later = starts.filter(({ atByte }) => atByte > 0).sort((a, b) => a.atByte - b.atByte);
  if (later.length === 0) return [];
  const all = [{ atByte: 0, before: [] }, ...later];
  return all.map(({ atByte, before }, index) => ({
    fromByte: atByte,
    toByte: all[index + 1]?.atByte ?? size,
    before,
  }));
}
