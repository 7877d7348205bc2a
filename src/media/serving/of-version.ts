import { ApiQuery } from '@nestjs/swagger';

/** The parameter of most signed links. */
export const OfVersion = () =>
  ApiQuery({
    name: 'version',
    required: false,
    schema: { type: 'string', example: '927d266aab34eae5' },
    description:
      'Part of most signed links: the version of the clip. 410 once it was replaced by another one.',
  });

/** Null if the query names none. No clip has a version that is not a text. */
export function versionIn(query: unknown): string | null {
  if (query === undefined) return null;
  return typeof query === 'string' ? query : 'unknown';
}
