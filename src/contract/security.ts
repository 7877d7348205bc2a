import type { OpenAPIObject } from '@nestjs/swagger';
import type { Scope } from '../common/http/access.js';
import type { SIGNED_LINK } from '../common/http/security-schemes.js';
import type { Operation } from './operation.js';

type Schemes = NonNullable<NonNullable<OpenAPIObject['components']>['securitySchemes']>;

const inQuery = (name: string, description: string) =>
  ({ type: 'apiKey', in: 'query', name, description }) as const;

export const SECURITY_SCHEMES: Schemes & Record<keyof typeof SIGNED_LINK, unknown> = {
  key: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'API key',
    description:
      'A key of `API_KEYS` or `API_KEYS_FILE`. It has one or more of the scopes `read`, `write`, `export` and `admin`; no scope includes another. A service without keys requires none.',
  },
  linkSignature: inQuery(
    'signature',
    'Part of a signed link, as in `clip_url` and `poster_url` of the answers: HMAC-SHA256 over the file and all other parameters but `download` and `v`. No key is needed; the link ends with the key that made it.',
  ),
  linkExpiry: inQuery(
    'expires',
    'Part of the same link: seconds since 1970 until which it is valid.',
  ),
};

/** Describes what the caller must send: a key, or a signed link on routes that accept one. */
export function describeAccess(operation: Operation, access: Scope | 'public'): void {
  const isPublic = access === 'public';
  // Since OpenAPI 3.1 a requirement lists the roles that the key must have.
  operation.security = isPublic ? [] : [{ key: [access] }, ...(operation.security ?? [])];
  const takesLink = operation.security.length > 1;
  const need = isPublic
    ? 'Needs no key.'
    : `Needs ${takesLink ? 'a signed link, or ' : ''}a key with the scope \`${access}\`.`;
  operation.description = [operation.description, need].filter(Boolean).join('\n\n');
}
