import { withoutTrailingZeros } from '../../formats/nal-units.js';
import type { VideoCodec } from './codec.js';

/**
 * The parameter sets of a stream or of a clip, each under its kind and id. Zeros after a set are no part
 * of it (ITU-T H.264, 7.4.1), but some recorders keep them in one place and not in another.
 */
export class ParameterSets {
  /** By kind, then by id. */
  private readonly sets: Map<number, Uint8Array>[] = [];

  constructor(
    private readonly codec: Pick<VideoCodec, 'setIdOf'>,
    nals: Iterable<Uint8Array> = [],
  ) {
    for (const nal of nals) this.add(nal);
  }

  /** False where another set of its kind has its id: a decoder could not tell them apart. */
  add(padded: Uint8Array): boolean {
    const nal = withoutTrailingZeros(padded);
    if (!this.fits(nal)) return false;
    const { kind, id } = this.codec.setIdOf(nal);
    (this.sets[kind] ??= new Map()).set(id, nal.slice());
    return true;
  }

  /** Whether no other set of its kind has its id. */
  fits(padded: Uint8Array): boolean {
    const nal = withoutTrailingZeros(padded);
    const { kind, id } = this.codec.setIdOf(nal);
    const present = this.sets[kind]?.get(id);
    return !present || Buffer.compare(present, nal) === 0;
  }

  has(padded: Uint8Array): boolean {
    const nal = withoutTrailingZeros(padded);
    return this.all().some((set) => Buffer.compare(set, nal) === 0);
  }

  /** Kind after kind. */
  all(): Uint8Array[] {
    return this.sets.flatMap((ofKind) => [...ofKind.values()]);
  }
}
