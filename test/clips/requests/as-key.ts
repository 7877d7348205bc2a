import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import type { Scope } from '../../../src/common/http/access.js';
import { rememberCaller } from '../../../src/common/http/caller.js';
import { onBehalfOf } from '../../../src/common/http/request-id.js';

/** Works as for a request with the key of this hash. */
export function asKey<T>(sha256: Buffer, work: () => Promise<T>): Promise<T> {
  return onBehalfOf(undefined, () => {
    const rights = { scopes: new Set<Scope>(), cameras: null, user: null };
    rememberCaller(new IncomingMessage(new Socket()), { name: 'key', sha256, ...rights });
    return work();
  });
}
