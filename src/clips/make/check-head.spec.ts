import { describe, expect, it } from '@jest/globals';
import { headArguments } from './check-head.js';

const argumentsOf = (fromSeconds: number, toSeconds: number) =>
  headArguments('/a.mp4', { fromSeconds, toSeconds }, 9).join(' ');

describe('A head that is decoded', () => {
  it('begins with the clip, or with its own keyframe', () => {
    expect(argumentsOf(0, 0.9)).toContain(' -noautorotate -t 0.900000 -i file:/a.mp4 ');
    expect(argumentsOf(2, 2.5)).toContain(' -noaccurate_seek -ss 2.000006 -t 0.500000 -i ');
  });

  it('stops at the first error, and its frames are written as small pictures', () => {
    expect(argumentsOf(0, 1)).toMatch(
      /^-xerror -copyts .* -err_detect explode .* -vf select='lt\(n,9\)',scale=.* pipe:1$/,
    );
  });
});
