const HEADER_BYTES = 7;
const CHECKSUM_BYTES = 2;

/** A frame of AAC in a byte stream, with its own header. */
export interface AdtsFrame {
  /** The AudioSpecificConfig (ISO/IEC 14496-3, 1.6.2.1) that says the same for all frames. */
  description: Uint8Array;
  /** Without the header. */
  data: Uint8Array;
}

/** Splits a frame of an Audio Data Transport Stream (ISO/IEC 14496-3, 1.A.2.2); null where it is none. */
export function readAdts(bytes: Uint8Array): AdtsFrame | null {
  const [sync = 0, flags = 0, format = 0, channels = 0] = bytes;
  if (sync !== 0xff || (flags & 0xf6) !== 0xf0) return null;
  const hasChecksum = (flags & 1) === 0;
  const objectType = (format >> 6) + 1;
  const rateIndex = (format >> 2) & 0xf;
  const channelConfiguration = ((format & 1) << 2) | (channels >> 6);
  // Indexes from 13 on are reserved. With no channels given, the frame itself would have to be read.
  if (rateIndex > 12 || channelConfiguration === 0) return null;
  const description = (objectType << 11) | (rateIndex << 7) | (channelConfiguration << 3);
  return {
    description: Uint8Array.of(description >> 8, description & 0xff),
    data: bytes.subarray(HEADER_BYTES + (hasChecksum ? CHECKSUM_BYTES : 0)),
  };
}
