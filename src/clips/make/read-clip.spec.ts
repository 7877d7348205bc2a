import { describe, expect, it } from '@jest/globals';
import { readArguments } from './read-clip.js';

const SEAM = { fromSeconds: 1, toSeconds: 1.5 };

describe('A clip that is read', () => {
  it('is read without analysis if it is an MP4, and as a whole once', () => {
    const count = (args: string[], word: string) => args.filter((each) => each === word).length;
    const mp4 = readArguments('/a.mp4', 'mp4', [SEAM], true);
    expect([count(mp4, '-i'), count(mp4, '-analyzeduration')]).toEqual([2, 2]);
    expect(mp4.join(' ')).toContain('-ss 1.000 -t 0.500');
    expect(mp4.join(' ')).toContain('-map 0:v:0 -f null - -map 1:v -c copy -f framecrc pipe:1');
    expect(count(readArguments('/a.gif', 'gif', [], true), '-analyzeduration')).toBe(0);
    expect(readArguments('/a.mp4', 'mp4', [SEAM], false)).not.toContain('framecrc');
  });
});
