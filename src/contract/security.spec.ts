import { describe, expect, it } from '@jest/globals';
import type { Scope } from '../common/http/access.js';
import type { Operation } from './operation.js';
import { describeAccess } from './security.js';

describe('describeAccess', () => {
  const described = (access: Scope | 'public', operation: Partial<Operation> = {}) => {
    const given = { responses: {}, ...operation };
    describeAccess(given, access);
    return [given.security, given.description];
  };

  it.each<[string, ReturnType<typeof described>, unknown[]]>([
    ['a public route', described('public'), [[], 'Needs no key.']],
    ['a scope', described('admin'), [[{ key: ['admin'] }], 'Needs a key with the scope `admin`.']],
    [
      'a signed link, after what is said already',
      described('read', { security: [{ link: [] }], description: 'A clip.' }),
      [
        [{ key: ['read'] }, { link: [] }],
        'A clip.\n\nNeeds a signed link, or a key with the scope `read`.',
      ],
    ],
  ])('names %s', (_, found, expected) => {
    expect(found).toEqual(expected);
  });
});
