/** As many of a file's first bytes as it takes to recognise its format; a shorter file has fewer. */
export const HEAD_BYTES = 4096;

/** Whether these bytes stand at the beginning of a file, or at `offset` from it. */
export function startsWith(head: Uint8Array, bytes: string, offset = 0): boolean {
  if (head.length < offset + bytes.length) return false;
  return [...bytes].every((character, i) => head[offset + i] === character.charCodeAt(0));
}
