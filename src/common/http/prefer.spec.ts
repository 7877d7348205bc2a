import { describe, expect, it } from '@jest/globals';
import { preferredWait } from './prefer.js';

describe('preferredWait', () => {
  it.each<[string | string[] | undefined, number | undefined]>([
    ['respond-async', 0],
    ['Respond-Async', 0],
    ['handling=lenient, respond-async; foo="bar"', 0],
    [['handling=lenient', 'respond-async'], 0],
    ['wait=0', 0],
    ['wait=20', 20],
    ['wait = "20"', 20],
    ['WAIT=20;x=1', 20],
    ['wait=999999', 3600],
    ['wait=20, wait=30', 20],
    [undefined, undefined],
    ['', undefined],
    ['return=minimal', undefined],
    ['wait', undefined],
    ['wait=-1', undefined],
    ['wait=1.5', undefined],
    ['wait=soon', undefined],
    ['await=5', undefined],
    ['wait=99999999999999999999', undefined],
  ])('reads %j as %j', (header, seconds) => {
    expect(preferredWait(header)).toBe(seconds);
  });
});
