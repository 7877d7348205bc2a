import { nalType, NalType, payloadOf } from './nal.js';

/**
 * User data in supplemental information (ITU-T H.264, table D-1), where cameras write their place and their
 * name: registered by ITU-T T.35, as captions are, and unregistered.
 */
const USER_DATA = [4, 5];

/** Types of NAL unit that H.264 leaves unspecified, for other uses (table 7-1). */
const isUnspecified = (type: number) => type === 0 || type >= 24;

/** Whether the NAL unit is, or contains, data of the camera's maker, which no decoder needs. */
export function holdsUserData(nal: Uint8Array): boolean {
  if (isUnspecified(nalType(nal))) return true;
  if (nalType(nal) !== NalType.sei) return false;
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
    if (USER_DATA.includes(type)) return true;
    const size = number();
    at += size;
  }
  return false;
}
