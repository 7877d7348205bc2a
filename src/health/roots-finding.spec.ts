import { describe, expect, it } from '@jest/globals';
import type { RootProblem } from '../media/footage/root-states.js';
import { rootsFinding } from './roots-finding.js';

describe('rootsFinding', () => {
  it.each<[string, (RootProblem | null)[], object]>([
    ['no root', [], { status: 'up' }],
    ['sound roots', [null, null], { status: 'up' }],
    [
      'a missing one',
      [null, 'missing'],
      {
        status: 'degraded',
        message: 'Folder 2 of MEDIA_ROOTS is missing. Check its mount and rights.',
      },
    ],
    [
      'several',
      ['silent', null, 'unreadable', 'no_folder'],
      {
        status: 'degraded',
        message:
          'Folder 1 of MEDIA_ROOTS does not answer. Folder 3 of MEDIA_ROOTS may not be read. Folder 4 of MEDIA_ROOTS is not a folder. Check its mount and rights.',
      },
    ],
  ])('says of %s what is wrong', (_, problems, expected) => {
    expect(rootsFinding(problems.map((problem) => ({ problem })))).toEqual(expected);
  });
});
