import { holdSignature, holdUserData, type SeiMessage, seiMessages } from '../sei-messages.js';
import { nalType, NalType, payloadOf } from './nal.js';

/** Messages about the buffer of a decoder, which refer to the sets and pictures before (ITU-T H.265, table D.1). */
const [BUFFERING_PERIOD, PICTURE_TIMING, DECODING_UNIT] = [0, 1, 130];
const ON_BUFFERING: readonly number[] = [BUFFERING_PERIOD, PICTURE_TIMING, DECODING_UNIT];

/**
 * Whether the NAL unit is, or contains, data of the camera's maker, which no decoder needs. Signatures do
 * not count, unless other data is in the same unit.
 */
export function holdsUserData(nal: Uint8Array): boolean {
  return nalType(nal) >= NalType.firstUnspecified || holdUserData(messagesOf(nal));
}

/** Whether the NAL unit is a signature of the video, and holds no other user data. */
export function isSigningUnit(nal: Uint8Array): boolean {
  return holdSignature(messagesOf(nal));
}

/** Whether the NAL unit has messages about the buffer of a decoder, and nothing else. */
export function isOnBuffering(nal: Uint8Array): boolean {
  const messages = messagesOf(nal);
  return messages.length > 0 && messages.every(({ type }) => ON_BUFFERING.includes(type));
}

function messagesOf(nal: Uint8Array): SeiMessage[] {
  const type = nalType(nal);
  const isSei = type === NalType.prefixSei || type === NalType.suffixSei;
  return isSei ? seiMessages(payloadOf(nal)) : [];
}
