import { isIP } from 'node:net';

/** Express's names for ranges of private addresses. */
const RANGES = ['loopback', 'linklocal', 'uniquelocal'];

/** Reads one entry of `TRUSTED_PROXIES`. A prefix of 0 bits would trust everybody, so it is refused. */
export function parseTrustedProxy(entry: string): string {
  const [address = '', prefix, ...rest] = entry.split('/');
  const bits = isIP(address) === 6 ? 128 : isIP(address) === 4 ? 32 : 0;
  const isPrefix = prefix === undefined || (/^\d{1,3}$/.test(prefix) && inBounds(+prefix, bits));
  if (RANGES.includes(entry) || (bits > 0 && isPrefix && rest.length === 0)) return entry;
  throw new RangeError(`addresses such as 10.0.0.5 or 10.0.0.0/24, or ${RANGES.join(', ')}`);
}

function inBounds(prefix: number, bits: number): boolean {
  return prefix >= 1 && prefix <= bits;
}
