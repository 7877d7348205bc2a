import { nalType, NalType, payloadOf } from './nal.js';
import { isSignature } from './signed-video.js';

/**
 * User data in supplemental information (ITU-T H.264, table D-1), where cameras write their place and their
 * name: registered by ITU-T T.35, as captions are, and unregistered.
 */
const [REGISTERED, UNREGISTERED] = [4, 5];

/** Types of NAL unit that H.264 leaves unspecified, for other uses (table 7-1). */
const isUnspecified = (type: number) => type === 0 || type >= 24;

/**
 * Whether the NAL unit is, or contains, data of the camera's maker, which no decoder needs. Signatures do
 * not count, unless other data is in the same unit.
 */
export function holdsUserData(nal: Uint8Array): boolean {
  if (isUnspecified(nalType(nal))) return true;
  return userDataIn(nal).some(({ isSigned }) => !isSigned);
}

/** Whether the NAL unit is a signature of the video, and holds no other user data. */
export function isSigningUnit(nal: Uint8Array): boolean {
  const found = userDataIn(nal);
  return found.length > 0 && found.every(({ isSigned }) => isSigned);
}

function userDataIn(nal: Uint8Array): { isSigned: boolean }[] {
  if (nalType(nal) !== NalType.sei) return [];
  const found: { isSigned: boolean }[] = [];
  const payload = payloadOf(nal);
  // A message begins with its type and its size: sums of bytes up to one that is not 255 (7.3.2.3.1).
  let at = 0;
  const number = (): number => {
    let sum = 0;
    while (payload[at] === 255) sum += payload[at++]!;
    return sum + (payload[at++] ?? 0);
  };
  while (at < payload.length - 1) {
    const type = number();
    const isUnregistered = type === UNREGISTERED;
    const size = number();
    if (isUnregistered || type === REGISTERED) {
      found.push({ isSigned: isUnregistered && isSignature(payload.subarray(at, at + size)) });
    }
    at += size;
  }
  return found;
}
