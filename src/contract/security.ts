import type { OpenAPIObject } from '@nestjs/swagger';
import type { Scope } from '../common/access.js';
import type { SIGNED_LINK } from '../common/security-schemes.js';
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
      'A key of `API_KEYS` or `API_KEYS_FILE`, which has one or more of the scopes `read`, `write` and `admin`; none of them contains another. Where the service has no keys it asks for none.',
  },
  linkSignature: inQuery(
    'signature',
    'Of a signed link, as answers give it (`clip_url`, `poster_url`): HMAC-SHA256 over this one file and the end of its time, in base64url. Needs no key.',
  ),
  linkExpiry: inQuery('expires', 'Of the same link: seconds since 1970 until which it is good.'),
};

/** Says what the caller has to show; a signed link may stand for the key where the route takes one. */
export function describeAccess(operation: Operation, access: Scope | 'public'): void {
  const isPublic = access === 'public';
  // Since OpenAPI 3.1 the roles that a key must have stand beside it.
  operation.security = isPublic ? [] : [{ key: [access] }, ...(operation.security ?? [])];
  const takesLink = operation.security.length > 1;
  const need = isPublic
    ? 'Needs no key.'
    : `Needs ${takesLink ? 'a signed link, or ' : ''}a key with the scope \`${access}\`.`;
  operation.description = [operation.description, need].filter(Boolean).join('\n\n');
}
