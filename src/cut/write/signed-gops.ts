import type { VideoCodec } from '../codec/codec.js';

/** A part of a file, in its own time. */
export interface SignedPart {
  fromSeconds: number;
  toSeconds: number;
}

/**
 * Finds the groups of pictures in a copied part that are whole and signed. A signature signs the pictures before it,
 * and comes at the beginning of the next group or, from slow hardware, during it.
 */
export class SignedGops {
  private firstEntry: number | null = null;
  private lastEntry = 0;
  /** The last entry point with a signature at it or after it. */
  private signedUntil = 0;
  private endsSigned = false;

  constructor(private readonly codec: Pick<VideoCodec, 'isPicture' | 'isSignature'>) {}

  /**
   * Takes the packets in decode order.
   *
   * @param isEntryPoint whether a group begins with it, as it is in the file
   */
  see(nals: readonly Uint8Array[], seconds: number, isEntryPoint: boolean): void {
    if (isEntryPoint) {
      this.firstEntry ??= seconds;
      this.lastEntry = seconds;
    }
    if (nals.some((nal) => this.codec.isSignature(nal))) this.signedUntil = this.lastEntry;
    // So ends a file that was closed properly.
    this.endsSigned = nals.length > 0 && this.codec.isSignature(nals.at(-1)!);
  }

  /**
   * From the first whole group to the end of the last one that is signed; null where none is.
   *
   * @param endSeconds where the last picture ends
   */
  preserved(endSeconds: number): SignedPart | null {
    const { firstEntry: fromSeconds } = this;
    if (fromSeconds === null) return null;
    const toSeconds = this.endsSigned ? endSeconds : this.signedUntil;
    return toSeconds > fromSeconds ? { fromSeconds, toSeconds } : null;
  }
}
