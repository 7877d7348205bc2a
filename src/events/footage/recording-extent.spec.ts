import { describe, expect, it } from '@jest/globals';
import type { MediaFacts } from '../../formats/media-facts.js';
import { endOf, extentOf } from './recording-extent.js';

const NOON = Date.UTC(2026, 0, 3, 12);
const at = (seconds: number) => new Date(NOON + seconds * 1000);
const facts = (start: number, end: number | null) =>
  ({ video: { startTimeSeconds: start, endTimeSeconds: end } }) as MediaFacts;

describe('The end of a recording', () => {
  it.each<[string, MediaFacts, number]>([
    ['is that of its pictures', facts(0, 12), 12],
    ['does not depend on when its clock begins', facts(1_767_434_400, 1_767_434_412), 12],
    ['is rounded up to milliseconds', facts(0, 4.0001), 4.001],
    ['stays where the end of the pictures is not known', facts(0, null), 99],
    ['stays where there are no pictures', { video: null } as MediaFacts, 99],
  ])('%s', (_, found, expected) => {
    expect(endOf({ startedAt: at(0), endedAt: at(99) }, found)).toEqual(at(expected));
  });
});

describe('The extent of a recording that is read again', () => {
  it.each<[string, string, boolean, number, number]>([
    ['keeps its start', 'given', true, 0, 12],
    ['keeps its start if it has grown', 'given', false, 0, 12],
    ['keeps its end if it was placed by its age', 'modified', true, 88, 100],
    ['keeps its start if it was placed by its age and has grown', 'modified', false, 0, 12],
  ])('%s', (_, placedBy, isUnchanged, start, end) => {
    const known = { startedAt: at(0), endedAt: at(100), placedBy };
    expect(extentOf(known, facts(5, 17), isUnchanged)).toEqual({
      startedAt: at(start),
      endedAt: at(end),
    });
  });
});
