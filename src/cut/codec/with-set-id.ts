import type { VideoCodec } from './codec.js';

/** @param setId null: they keep their own */
export function withSetId(
  codec: VideoCodec,
  nals: readonly Uint8Array[],
  setId: number | null,
): readonly Uint8Array[] {
  return setId === null ? nals : codec.withSetId!(nals, setId);
}
