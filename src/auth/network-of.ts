import { isIP } from 'node:net';

/**
 * The network that an address is counted under: an IPv4 address itself, and the first 64 bits of an IPv6
 * address, since the rest belongs to a single subscriber (RFC 6177). Any other text is `unknown`.
 */
export function networkOf(address: string): string {
  const [, mapped] = /^::ffff:([\d.]+)$/i.exec(address) ?? [];
  if (mapped !== undefined) return networkOf(mapped);
  switch (isIP(address)) {
    case 4:
      return address;
    case 6:
      return `${first64Bits(address)}::/64`;
    default:
      return 'unknown';
  }
}

/** The first four groups, without leading zeros. */
function first64Bits(address: string): string {
  const [front = '', back] = (address.split('%')[0] ?? '').split('::');
  const groups = (text: string) => (text === '' ? [] : text.split(':'));
  const tail = groups(back ?? '');
  // An IPv4 address at the end stands for two groups.
  const width = tail.length + (tail.at(-1)?.includes('.') ? 1 : 0);
  const zeros = Math.max(0, 8 - groups(front).length - width);
  const all =
    back === undefined
      ? groups(front)
      : [...groups(front), ...Array<string>(zeros).fill('0'), ...tail];
  return all
    .slice(0, 4)
    .map((group) => parseInt(group, 16).toString(16))
    .join(':');
}
