import { isSignature } from './signed-video.js';

/** A message of supplemental enhancement information. */
export interface SeiMessage {
  type: number;
  content: Uint8Array;
}

/**
 * User data, where cameras write their place and their name (ITU-T H.264, table D-1; HEVC has the same numbers):
 * registered by ITU-T T.35, as captions are, and unregistered.
 */
const [REGISTERED, UNREGISTERED] = [4, 5];

/**
 * The messages of a unit. Each begins with its type and its size: sums of bytes up to one that is not 255
 * (ITU-T H.264, 7.3.2.3.1; HEVC, 7.3.5).
 *
 * @param payload without the unit's header and its emulation prevention bytes
 */
export function seiMessages(payload: Uint8Array): SeiMessage[] {
  const found: SeiMessage[] = [];
  let at = 0;
  const number = (): number => {
    let sum = 0;
    while (payload[at] === 255) sum += payload[at++]!;
    return sum + (payload[at++] ?? 0);
  };
  while (at < payload.length - 1) {
    const type = number();
    const size = number();
    found.push({ type, content: payload.subarray(at, at + size) });
    at += size;
  }
  return found;
}

/** Whether one of the messages is data of the camera's maker, which no decoder needs, and no signature. */
export function holdUserData(messages: readonly SeiMessage[]): boolean {
  return userDataOf(messages).some((message) => !isSigning(message));
}

/** Whether there is a signature of the video among the messages, and no other user data. */
export function holdSignature(messages: readonly SeiMessage[]): boolean {
  const found = userDataOf(messages);
  return found.length > 0 && found.every(isSigning);
}

function userDataOf(messages: readonly SeiMessage[]): SeiMessage[] {
  return messages.filter(({ type }) => type === REGISTERED || type === UNREGISTERED);
}

function isSigning({ type, content }: SeiMessage): boolean {
  return type === UNREGISTERED && isSignature(content);
}
