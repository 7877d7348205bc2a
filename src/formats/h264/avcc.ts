/** The decoder configuration that MP4 and Matroska keep (ISO/IEC 14496-15, 5.3.3.1: `avcC`). */
export interface AvcConfiguration {
  /** Bytes of each NAL unit's length: 1, 2 or 4. */
  lengthSize: number;
  sps: Uint8Array[];
  pps: Uint8Array[];
}

/** Null where the bytes are no such configuration. */
export function parseAvcc(bytes: Uint8Array): AvcConfiguration | null {
  if (bytes.length < 7 || bytes[0] !== 1) return null;
  const sets: Uint8Array[][] = [[], []];
  let at = 5;
  for (const [kind, mask] of [0x1f, 0xff].entries()) {
    const count = (bytes[at++] ?? 0) & mask;
    for (let i = 0; i < count; i++) {
      const length = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
      if (at + 2 + length > bytes.length) return null;
      sets[kind]!.push(bytes.slice(at + 2, at + 2 + length));
      at += 2 + length;
    }
  }
  return { lengthSize: (bytes[4]! & 3) + 1, sps: sets[0]!, pps: sets[1]! };
}

/** What players call the codec of a stream with this configuration (RFC 6381, 3.3). */
export function codecString(avcc: Uint8Array): string {
  return `avc1.${Buffer.from(avcc.subarray(1, 4)).toString('hex').toUpperCase()}`;
}

/** Profiles whose configuration ends with chroma format and bit depth. */
const WITH_CHROMA_INFO = new Set([100, 110, 122, 144]);

/** For 4:2:0 with 8 bits and lengths of four bytes. Profile and level are the highest of the sets. */
export function buildAvcc(sps: readonly Uint8Array[], pps: readonly Uint8Array[]): Uint8Array {
  const profile = Math.max(...sps.map((set) => set[1]!));
  const constraints = sps.reduce((all, set) => all & set[2]!, 0xff);
  const level = Math.max(...sps.map((set) => set[3]!));
  const bytes = [1, profile, constraints, level, 0xff];
  bytes.push(0xe0 | sps.length);
  for (const set of sps) bytes.push(set.length >> 8, set.length & 0xff, ...set);
  bytes.push(pps.length);
  for (const set of pps) bytes.push(set.length >> 8, set.length & 0xff, ...set);
  if (WITH_CHROMA_INFO.has(profile)) bytes.push(0xfc | 1, 0xf8, 0xf8, 0);
  return Uint8Array.from(bytes);
}
