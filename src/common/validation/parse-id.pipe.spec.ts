import { describe, expect, it } from '@jest/globals';
import { ParseIdPipe } from './parse-id.pipe.js';

const pipe = new ParseIdPipe();

describe('ParseIdPipe', () => {
  it.each([
    ['1', 1],
    ['2147483647', 2_147_483_647],
    ['2147483648', 2_147_483_647],
    ['9'.repeat(19), 2_147_483_647],
  ])('reads %s as %d', (text, id) => {
    expect(pipe.transform(text)).toBe(id);
  });

  it.each(['0', '01', '-1', '+1', '1.0', '1e3', '0x1', '', ' 1', '9'.repeat(20)])(
    'refuses “%s”',
    (text) => {
      expect(() => pipe.transform(text)).toThrow(expect.objectContaining({ code: 'INVALID_ID' }));
    },
  );
});
