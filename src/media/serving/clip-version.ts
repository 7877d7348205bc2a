/** 64 bits: no two clips of an event have the same by chance. */
const CHARACTERS = 16;

/** Which version of its event's clip a file is, as links name it: the beginning of its SHA-256. */
export function versionOf(sha256: string): string {
  return sha256.slice(0, CHARACTERS);
}
