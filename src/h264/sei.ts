import { nalType, NalType, payloadOf } from './nal.js';

/** Table D-1 of ITU-T H.264: data of the maker's own, where cameras write their place and their name. */
const USER_DATA_UNREGISTERED = 5;

/** Whether it is supplemental information with data of the maker's own, which no decoder needs. */
export function holdsUserData(nal: Uint8Array): boolean {
  if (nalType(nal) !== NalType.sei) return false;
  const payload = payloadOf(nal);
  // Each message: its type and its size, in bytes that are added up until one is not 255 (7.3.2.3.1).
  let at = 0;
  const number = (): number => {
    let sum = 0;
    while (payload[at] === 255) sum += payload[at++]!;
    return sum + (payload[at++] ?? 0);
  };
  while (at < payload.length - 1) {
    const type = number();
    if (type === USER_DATA_UNREGISTERED) return true;
    const size = number();
    at += size;
  }
  return false;
}
