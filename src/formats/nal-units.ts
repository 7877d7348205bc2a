/** The NAL units between the start codes of a byte stream (Annex B of H.264 and of HEVC). */
export function splitAnnexB(bytes: Uint8Array): Uint8Array[] {
  const nals: Uint8Array[] = [];
  let start = -1;
  for (let at = bytes.indexOf(1, 2); at !== -1; at = bytes.indexOf(1, at + 1)) {
    if (bytes[at - 1] !== 0 || bytes[at - 2] !== 0) continue;
    if (start !== -1) nals.push(withoutTrailingZeros(bytes.subarray(start, at - 2)));
    start = at + 1;
  }
  if (start !== -1) nals.push(withoutTrailingZeros(bytes.subarray(start)));
  return nals.filter((nal) => nal.length > 0);
}

/** Of four bytes. It is also the length of a NAL unit of a single byte. */
export function beginsWithStartCode(bytes: Uint8Array): boolean {
  return bytes[0] === 0 && bytes[1] === 0 && bytes[2] === 0 && bytes[3] === 1;
}

/** The NAL units of a packet as MP4 and Matroska hold it; null where the lengths do not add up. */
export function splitLengthPrefixed(bytes: Uint8Array, lengthSize: number): Uint8Array[] | null {
  const nals: Uint8Array[] = [];
  let at = 0;
  while (at < bytes.length) {
    let length = 0;
    for (let i = 0; i < lengthSize; i++) length = length * 256 + (bytes[at + i] ?? 0);
    at += lengthSize;
    if (at + length > bytes.length) return null;
    if (length > 0) nals.push(bytes.subarray(at, at + length));
    at += length;
  }
  return nals;
}

export function joinAnnexB(nals: readonly Uint8Array[]): Uint8Array {
  return join(nals, () => [0, 0, 0, 1]);
}

/** With lengths of four bytes. */
export function joinLengthPrefixed(nals: readonly Uint8Array[]): Uint8Array {
  return join(nals, ({ length }) => [length >>> 24, length >>> 16, length >>> 8, length]);
}

function join(nals: readonly Uint8Array[], prefixOf: (nal: Uint8Array) => number[]): Uint8Array {
  const joined = new Uint8Array(nals.reduce((sum, nal) => sum + 4 + nal.length, 0));
  let at = 0;
  for (const nal of nals) {
    joined.set(prefixOf(nal), at);
    joined.set(nal, at + 4);
    at += 4 + nal.length;
  }
  return joined;
}

/** The bytes without the emulation prevention bytes among them (7.4.1 of H.264, 7.4.2 of HEVC). */
export function withoutEmulationPrevention(bytes: Uint8Array): Uint8Array {
  const payload = new Uint8Array(bytes.length);
  let length = 0;
  let zeros = 0;
  for (const byte of bytes) {
    if (zeros >= 2 && byte === 3) {
      zeros = 0;
      continue;
    }
    zeros = byte === 0 ? zeros + 1 : 0;
    payload[length++] = byte;
  }
  return payload.subarray(0, length);
}

export function withoutTrailingZeros(nal: Uint8Array): Uint8Array {
  let end = nal.length;
  while (end > 0 && nal[end - 1] === 0) end--;
  return nal.subarray(0, end);
}

/** The reverse: with a byte of 3 wherever a start code would appear, and after zeros at the end (7.4.2 of HEVC). */
export function withEmulationPrevention(payload: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(payload.length + Math.ceil(payload.length / 2) + 1);
  let length = 0;
  let zeros = 0;
  for (const byte of payload) {
    if (zeros >= 2 && byte <= 3) {
      bytes[length++] = 3;
      zeros = 0;
    }
    zeros = byte === 0 ? zeros + 1 : 0;
    bytes[length++] = byte;
  }
  if (zeros > 0) bytes[length++] = 3;
  return bytes.slice(0, length);
}
