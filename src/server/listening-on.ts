import type { AddressInfo } from 'node:net';

/** What the log says of the address that a server is bound to. */
export function listeningOn({ address, family, port }: AddressInfo): string {
  const host = family === 'IPv6' ? `[${address}]` : address;
  const scope = address === '0.0.0.0' || address === '::' ? ' (all interfaces)' : '';
  return `Listening on http://${host}:${port}${scope}`;
}
