/** A part of a container that its readers go by: a box, an element, a packet, a tag, a chunk. */
export interface Unit {
  readonly at: number;
  readonly bytes: number;
  /** Of the header. The content follows it. */
  readonly headerBytes: number;
  /** Where its own size is written; null: nowhere. */
  readonly size: { readonly at: number; readonly bytes: number; readonly isLittle?: true } | null;
}

/** Finds the units of a whole file, those inside others too. */
export type UnitFinder = (file: Buffer) => Unit[];

const BOXES_WITH_BOXES = /^(moov|trak|mdia|minf|stbl|dinf|edts|mvex|moof|traf|udta)$/;

/** ISO/IEC 14496-12, 4.2. */
export function boxesOf(file: Buffer, from = 0, to = file.length): Unit[] {
  const found: Unit[] = [];
  for (let at = from; at + 8 <= to;) {
    const bytes = file.readUInt32BE(at) || to - at;
    if (bytes < 8 || at + bytes > to) break;
    found.push({ at, bytes, headerBytes: 8, size: { at, bytes: 4 } });
    if (BOXES_WITH_BOXES.test(file.toString('latin1', at + 4, at + 8)))
      found.push(...boxesOf(file, at + 8, at + bytes));
    at += bytes;
  }
  return found;
}

/** Segment, SeekHead, Seek, Info, Tracks, TrackEntry, Video, Audio, Cluster, BlockGroup, Cues and what is in them. */
const ELEMENTS_WITH_ELEMENTS = new Set(
  '18538067 114d9b74 4dbb 1549a966 1654ae6b ae e0 e1 1f43b675 a0 1c53bb6b bb b7'.split(' '),
);

/** RFC 8794, sections 4 to 6. */
export function elementsOf(file: Buffer, from = 0, to = file.length): Unit[] {
  const found: Unit[] = [];
  for (let at = from; at + 2 <= to;) {
    const idBytes = vintBytes(file[at]!);
    const sizeAt = at + idBytes;
    const sizeBytes = vintBytes(file[sizeAt] ?? 0);
    const contentAt = sizeAt + sizeBytes;
    if (idBytes > 4 || contentAt > to) break;
    const content = vint(file, sizeAt, sizeBytes) ?? to - contentAt;
    if (contentAt + content > to) break;
    const bytes = contentAt + content - at;
    found.push({ at, bytes, headerBytes: contentAt - at, size: { at: sizeAt, bytes: sizeBytes } });
    if (ELEMENTS_WITH_ELEMENTS.has(file.toString('hex', at, sizeAt)))
      found.push(...elementsOf(file, contentAt, contentAt + content));
    at += bytes;
  }
  return found;
}

function vintBytes(first: number): number {
  return Math.clz32(first) - 23;
}

/** Null where all bits are set: the size is not known. */
function vint(file: Buffer, at: number, bytes: number): number | null {
  const mask = 2 ** (8 - bytes) - 1;
  let value = file[at]! & mask;
  let isKnown = value !== mask;
  for (const byte of file.subarray(at + 1, at + bytes)) {
    value = value * 256 + byte;
    isKnown ||= byte !== 255;
  }
  return isKnown ? value : null;
}

const PACKET_BYTES = 188;

/** ISO/IEC 13818-1, 2.4.3.2. */
export function packetsOf(file: Buffer): Unit[] {
  return Array.from({ length: Math.floor(file.length / PACKET_BYTES) }, (_, index) => ({
    ...{ at: index * PACKET_BYTES, bytes: PACKET_BYTES, headerBytes: 4, size: null },
  }));
}

const FLV_HEADER_BYTES = 13;

/** Adobe Flash Video File Format Specification, annex E. */
export function tagsOf(file: Buffer): Unit[] {
  const found: Unit[] = [];
  for (let at = FLV_HEADER_BYTES; at + 15 <= file.length;) {
    const bytes = 11 + file.readUIntBE(at + 1, 3) + 4;
    if (at + bytes > file.length) break;
    found.push({ at, bytes, headerBytes: 11, size: { at: at + 1, bytes: 3 } });
    at += bytes;
  }
  return found;
}

/** The Resource Interchange File Format, as AVI uses it. */
export function chunksOf(file: Buffer, from = 0, to = file.length): Unit[] {
  const found: Unit[] = [];
  for (let at = from; at + 8 <= to;) {
    const bytes = 8 + file.readUInt32LE(at + 4);
    if (at + bytes > to) break;
    found.push({ at, bytes, headerBytes: 8, size: { at: at + 4, bytes: 4, isLittle: true } });
    if (/^(RIFF|LIST)$/.test(file.toString('latin1', at, at + 4)))
      found.push(...chunksOf(file, at + 12, at + bytes));
    at += bytes + (bytes % 2);
  }
  return found;
}
