import type { ApiKey } from '../common/api-key.js';
import { currentCaller, keyHashOf } from '../common/http/caller.js';
import type { LinkSigner, LinkSigners } from '../media/serving/media-links.js';

/** Those who may make links to clips: the keys with the scope `read`, each known by its hash. */
export function signersAmong(keys: () => readonly ApiKey[]): LinkSigners {
  let known: { of: readonly ApiKey[]; signers: readonly LinkSigner[] } | null = null;
  return {
    current() {
      const caller = currentCaller();
      return caller?.scopes.has('read') ? keyHashOf(caller) : null;
    },
    all() {
      const of = keys();
      if (known?.of !== of) known = { of, signers: of.filter(mayRead).map(keyHashOf) };
      return known.signers;
    },
  };
}

function mayRead({ scopes }: ApiKey): boolean {
  return scopes.has('read');
}
