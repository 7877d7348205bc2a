import { describe, expect, it } from '@jest/globals';
import { ProgressParser } from './progress.js';

const FIRST = 'frame=0\nfps=0.00\nout_time_us=N/A\nprogress=continue\n';
const NEGATIVE = 'frame=1\nout_time_us=-42666\nprogress=continue\n';
const LAST = 'frame=250\nfps=99.5\nout_time_us=10000000\nout_time=00:00:10.000000\nprogress=end\n';

describe('ProgressParser', () => {
  it.each([
    { name: 'nothing written yet', text: FIRST, expected: [{ frames: 0, outTimeSeconds: 0 }] },
    { name: 'encoder delay', text: NEGATIVE, expected: [{ frames: 1, outTimeSeconds: 0 }] },
    { name: 'the end', text: LAST, expected: [{ frames: 250, outTimeSeconds: 10 }] },
    { name: 'an unfinished block', text: 'frame=3\nout_time_us=1\n', expected: [] },
  ])('reads $name', ({ text, expected }) => {
    expect(new ProgressParser().push(text)).toEqual(expected);
  });

  it('reads the same however the text is cut', () => {
    const parser = new ProgressParser();
    const steps = [...(FIRST + LAST)].flatMap((character) => parser.push(character));
    expect(steps).toEqual(new ProgressParser().push(FIRST + LAST));
    expect(steps).toHaveLength(2);
  });

  it('does not carry a value over into the next block', () => {
    expect(new ProgressParser().push(LAST + 'progress=end\n')[1]).toEqual({
      frames: 0,
      outTimeSeconds: 0,
    });
  });
});
