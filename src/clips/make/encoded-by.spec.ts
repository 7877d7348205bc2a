import { describe, expect, it } from '@jest/globals';
import { allEncoded, encodedBy } from './encoded-by.js';

const part = (encodedFrames: number, copiedFrames: number) => ({ encodedFrames, copiedFrames });
const [cut, whole] = [{ isEncoded: false }, { isEncoded: true }];

describe('What of a clip was encoded', () => {
  it.each([
    ['nothing of one that is copied', [part(0, 60)], [cut], []],
    ['a head', [part(7, 53)], [cut], [[0, 7]]],
    [
      'the heads of two parts',
      [part(7, 53), part(3, 20)],
      [cut, cut],
      [
        [0, 7],
        [60, 3],
      ],
    ],
    ['the head of the second part', [part(0, 60), part(3, 20)], [cut, cut], [[60, 3]]],
    // What was encoded before is copied from that file.
    ['a part as a whole', [part(0, 60), part(0, 30), part(0, 9)], [cut, whole, cut], [[60, 30]]],
    ['a part that has no copied frame', [part(12, 0), part(0, 9)], [cut, cut], [[0, 12]]],
  ])('is %s', (_, parts, of, ranges) => {
    const expected = ranges.map(([first_frame, frames]) => ({ first_frame, frames }));
    expect(encodedBy({ parts, audio: 'none' }, of).encoded_frames).toEqual(expected);
  });

  it.each([
    ['none', 'none', [whole]],
    ['copied', 'copied', [cut, cut]],
    ['encoded', 'encoded', [cut]],
    ['encoded', 'copied', [cut, whole]],
  ] as const)('has audio that is %s, where the cut has it %s', (expected, audio, of) => {
    const parts = of.map(() => part(0, 1));
    expect(encodedBy({ parts, audio }, of).audio).toBe(expected);
  });

  it('is all of a clip of still frames', () => {
    expect(allEncoded(9)).toEqual({
      encoded_frames: [{ first_frame: 0, frames: 9 }],
      audio: 'none',
    });
  });
});
