import { nalType, NalType, withoutTrailingZeros } from './nal.js';
import { parsePpsIds, parseSps, type Sps } from './sps.js';

const MAX_SPS_ID = 31;

/**
 * The parameter sets of a stream or of a clip, each under its id. Zeros after a set are no part of it
 * (7.4.1), but some recorders keep them in one place and not in another.
 */
export class ParameterSets {
  private readonly sps = new Map<number, Uint8Array>();
  private readonly pps = new Map<number, Uint8Array>();

  constructor(nals: Iterable<Uint8Array> = []) {
    for (const nal of nals) this.add(nal);
  }

  /** False where another set already has its id: the two cannot be told apart by a decoder. */
  add(padded: Uint8Array): boolean {
    const nal = withoutTrailingZeros(padded);
    const [sets, id] =
      nalType(nal) === NalType.sps ? [this.sps, parseSps(nal).id] : [this.pps, parsePpsIds(nal).id];
    const present = sets.get(id);
    if (present) return Buffer.compare(present, nal) === 0;
    sets.set(id, nal.slice());
    return true;
  }

  has(padded: Uint8Array): boolean {
    const nal = withoutTrailingZeros(padded);
    return this.all().some((set) => Buffer.compare(set, nal) === 0);
  }

  all(): Uint8Array[] {
    return [...this.sps.values(), ...this.pps.values()];
  }

  ofKind(kind: 'sps' | 'pps'): Uint8Array[] {
    return [...this[kind].values()];
  }

  firstSps(): Sps | null {
    const [nal] = this.sps.values();
    return nal ? parseSps(nal) : null;
  }

  /** Ids that neither an SPS nor a PPS here has. */
  freeIds(): number[] {
    const ids = Array.from({ length: MAX_SPS_ID + 1 }, (_, id) => id);
    return ids.filter((id) => !this.sps.has(id) && !this.pps.has(id));
  }
}
