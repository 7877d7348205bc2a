import { holdSignature, holdUserData, type SeiMessage, seiMessages } from '../sei-messages.js';
import { nalType, NalType, payloadOf } from './nal.js';

/** Types of NAL unit that H.264 leaves unspecified, for other uses (table 7-1). */
const isUnspecified = (type: number) => type === 0 || type >= 24;

/**
 * Whether the NAL unit is, or contains, data of the camera's maker, which no decoder needs. Signatures do
 * not count, unless other data is in the same unit.
 */
export function holdsUserData(nal: Uint8Array): boolean {
  return isUnspecified(nalType(nal)) || holdUserData(messagesOf(nal));
}

/** Whether the NAL unit is a signature of the video, and holds no other user data. */
export function isSigningUnit(nal: Uint8Array): boolean {
  return holdSignature(messagesOf(nal));
}

function messagesOf(nal: Uint8Array): SeiMessage[] {
  return nalType(nal) === NalType.sei ? seiMessages(payloadOf(nal)) : [];
}
