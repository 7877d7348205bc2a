const SPACES = ['', 'A', 'B', 'C'];

/**
 * What players call the codec of a stream with this decoder configuration (ISO/IEC 14496-15, 8.3.3.1 and annex E.3),
 * such as `hvc1.1.6.L120.B0`.
 *
 * @param sampleEntry `hvc1` or `hev1`
 */
export function codecString(sampleEntry: string, hvcc: Uint8Array): string {
  const [, general = 0] = hvcc;
  const profile = `${SPACES[general >> 6]}${general & 0x1f}`;
  const tier = general & 0x20 ? 'H' : 'L';
  const constraints = [...hvcc.subarray(6, 12)];
  while (constraints.at(-1) === 0) constraints.pop();
  return [
    ...[sampleEntry, profile, hex(reversed(hvcc.subarray(2, 6))), `${tier}${hvcc[12] ?? 0}`],
    ...constraints.map(hex),
  ].join('.');
}

/** The flags of compatible profiles, the first of which is the highest bit, the other way round. */
function reversed(flags: Uint8Array): number {
  const bits = [...flags].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return parseInt([...bits].reverse().join(''), 2);
}

function hex(value: number): string {
  return value.toString(16).toUpperCase();
}
