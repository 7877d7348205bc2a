import { describe, expect, it } from '@jest/globals';
import { userIn } from './user-in.js';

describe('The user of a request', () => {
  it.each<[string, string | undefined, boolean, string | null]>([
    ['is not known without the header', undefined, true, null],
    ['is not known without the header of a key that may not name it', undefined, false, null],
    ['is named by an id', 'u7', true, 'u7'],
    [
      'is named by words',
      'Anna Example <anna@example.org>',
      true,
      'Anna Example <anna@example.org>',
    ],
    ['is named by up to 200 characters', 'a'.repeat(200), true, 'a'.repeat(200)],
  ])('%s', (_, header, namesUsers, expected) => {
    expect(userIn({ 'x-event-clips-user': header }, { namesUsers })).toBe(expected);
  });

  it.each([
    ['by a key that may not', 'anna', false, 'USER_NOT_ALLOWED'],
    ['by an empty header', '', true, 'INVALID_USER'],
    ['by 201 characters', 'a'.repeat(201), true, 'INVALID_USER'],
    ['with a line break', 'anna\nGET', true, 'INVALID_USER'],
    ['with other letters', 'Zoë', true, 'INVALID_USER'],
    ['with blanks around it', ' anna', true, 'INVALID_USER'],
  ])('is not named %s', (_, header, namesUsers, code) => {
    expect(() => userIn({ 'x-event-clips-user': header }, { namesUsers })).toThrow(
      expect.objectContaining({ code }),
    );
  });
});
