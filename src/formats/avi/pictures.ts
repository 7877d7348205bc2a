import type { BlockingReader } from '../byte-reader.js';
import type { Configured } from '../configured-pictures.js';
import { buildAvcc } from '../h264/avcc.js';
import { nalType, NalType } from '../h264/nal.js';
import { type PictureOrder, pictureOrderOf } from '../h264/picture-order.js';
import { parsePpsIds, parseSps, type Sps } from '../h264/sps.js';
import { beginsWithStartCode, splitAnnexB } from '../nal-units.js';
import { ordinary } from '../unusual.js';
import type { Chunk } from './chunks.js';

export interface AviPicture extends Configured {
  /** Null where it is not known. */
  readonly order: PictureOrder | null;
}

/** A slice of most pictures begins within so many bytes. */
const SHORT_LEAD_BYTES = 128;
/** Parameter sets and supplemental information (SEI) before a picture. */
const MAX_LEAD_BYTES = 64 * 1024;
/** What is read of a slice. */
const SLICE_BYTES = 32;
const MAX_SETS = 255;

/** Pictures of H.264 one after the other, each with the parameter sets that came before it in the stream. */
export class Pictures {
  private readonly sps = new Map<number, Uint8Array>();
  private readonly pps = new Map<number, Uint8Array>();
  private current: { configuration: Buffer; sps: Sps } | null = null;

  /** @param extra what the header has of the decoder's configuration */
  constructor(
    private readonly reader: BlockingReader,
    extra: Buffer,
  ) {
    if (isByteStream(extra)) this.configure(splitAnnexB(extra));
  }

  read({ content: start, end }: Chunk, seconds: number): AviPicture {
    const size = end - start;
    const lead = this.leadOf(start, size);
    const slice = lead.findIndex(isSlice);
    this.configure(slice === -1 ? lead.slice(0, -1) : lead.slice(0, slice));
    ordinary(this.current !== null);
    const { configuration, sps } = this.current;
    const found = lead[slice];
    const isKey = found !== undefined && nalType(found) === NalType.idr;
    const order = found ? pictureOrderOf(found, sps) : null;
    return { start, size, seconds, isKey, configuration, order };
  }

  /** The NAL units up to the first slice, of which the last one is not complete. */
  private leadOf(start: number, size: number): Uint8Array[] {
    const short = this.nalsIn(start, Math.min(size, SHORT_LEAD_BYTES));
    const slice = short.find(isSlice);
    const isEnough = slice !== undefined && slice.length >= SLICE_BYTES;
    if (isEnough || size <= SHORT_LEAD_BYTES) return short;
    return this.nalsIn(start, Math.min(size, MAX_LEAD_BYTES));
  }

  private nalsIn(start: number, length: number): Uint8Array[] {
    const bytes = this.reader.bytes(start, length);
    ordinary(isByteStream(bytes));
    return splitAnnexB(bytes);
  }

  private configure(nals: readonly Uint8Array[]): void {
    const sps = nals.filter((nal) => nalType(nal) === NalType.sps);
    const pps = nals.filter((nal) => nalType(nal) === NalType.pps);
    const isNew = [
      ...sps.map((nal) => keep(this.sps, parseSps(nal).id, nal)),
      ...pps.map((nal) => keep(this.pps, parsePpsIds(nal).id, nal)),
    ].some(Boolean);
    if (!isNew || this.sps.size === 0 || this.pps.size === 0) return;
    const sets = [...this.sps.values()];
    // Which one the pictures have would take the PPS of each.
    ordinary(sets.length === 1);
    const configuration = Buffer.from(buildAvcc(sets, [...this.pps.values()]));
    this.current = { configuration, sps: parseSps(sets[0]!) };
  }
}

function isByteStream(bytes: Uint8Array): boolean {
  return beginsWithStartCode(bytes) || (bytes[0] === 0 && bytes[1] === 0 && bytes[2] === 1);
}

function isSlice(nal: Uint8Array): boolean {
  return nalType(nal) === NalType.slice || nalType(nal) === NalType.idr;
}

/** Whether a set is another one than its id had. */
function keep(sets: Map<number, Uint8Array>, id: number, nal: Uint8Array): boolean {
  ordinary(id < MAX_SETS);
  const before = sets.get(id);
  if (before && Buffer.compare(before, nal) === 0) return false;
  sets.set(id, Uint8Array.from(nal));
  return true;
}
