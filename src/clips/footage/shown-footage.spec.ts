import { describe, expect, it } from '@jest/globals';
import type { ClipOptions } from '../model/clip-options.js';
import type { RequestedClip } from '../model/requested-clip.js';
import type { Clip } from '../records/clip.entity.js';
import type { ClipSources } from './clip-sources.js';
import type { KnownInputs } from './known-footage.js';
import {
  type Shown,
  shownBy,
  shownByRows,
  shownOf,
  showsLess,
  showsMore,
} from './shown-footage.js';

/** Seconds, as milliseconds. */
const span = (from: number, to: number) => ({ startsAtMs: from * 1000, endsAtMs: to * 1000 });
type Part = [from: number, to: number];

const video = ([from, to]: Part, ...parts: Part[]): Shown => ({
  ...{ kind: 'video', interval: span(from, to), parts: parts.map((part) => span(...part)) },
});
const images = ([from, to]: Part, stills: number): Shown => ({
  ...{ kind: 'images', interval: span(from, to), stills },
});

describe('A clip, compared with the present one,', () => {
  it.each<[string, Shown, Shown, boolean, boolean]>([
    ['of the same footage', video([0, 10], [0, 10]), video([0, 10], [0, 10]), false, false],
    ['of the same but for jitter', video([0, 10], [0.4, 9.6]), video([0, 10], [0, 10]), false, false],
    ['with footage in a gap', video([0, 10], [0, 4], [4, 10]), video([0, 10], [0, 4]), false, true],
    ['with jitter in a gap', video([0, 10], [0, 4.5]), video([0, 10], [0, 4]), false, false],
    ['of a longer event', video([0, 15], [0, 15]), video([0, 10], [0, 10]), false, true],
    ['of a shorter event', video([0, 8], [0, 8]), video([0, 10], [0, 10]), false, true],
    ['whose beginning is gone', video([0, 15], [1, 15]), video([0, 10], [0, 10]), true, true],
    ['whose middle is gone', video([0, 15], [0, 4], [5, 15]), video([0, 10], [0, 10]), true, true],
    ['whose footage is gone', video([0, 15], [10, 15]), video([0, 10], [0, 10]), true, true],
    ['that had no such footage', video([0, 15], [5, 15]), video([0, 10], [5, 10]), false, true],
    ['of stills instead of video', images([0, 15], 9), video([0, 10], [0, 10]), true, true],
    ['of video instead of stills', video([0, 10], [3, 4]), images([0, 10], 9), false, true],
    ['of more stills', images([0, 10], 9), images([0, 10], 8), false, true],
    ['of the same stills', images([0, 10], 8), images([0, 10], 8), false, false],
    ['of fewer stills', images([0, 10], 7), images([0, 10], 8), true, false],
    ['of fewer stills of a longer event', images([0, 15], 7), images([0, 10], 8), true, true],
    ['of fewer stills of a shorter event', images([0, 8], 7), images([0, 10], 8), false, true],
    ['of the same instant', video([5, 5], [5, 5]), video([5, 5]), false, false],
  ])('%s is judged by what it would lose and what it would add', (_, next, present, less, more) => {
    expect([showsLess(next, present), showsMore(next, present)]).toEqual([less, more]);
  }); // prettier-ignore
});

describe('What a clip shows', () => {
  const at = (seconds: number) => new Date(seconds * 1000);
  const clip = {
    ...{ requestedStartsAt: at(0), requestedEndsAt: at(10), method: 'smart' },
    madeFrom: ['end:x', 'recording:1:0:9', 'detection:1', 'detection:2'],
    gaps: [
      { starts_at: at(0).toISOString(), ends_at: at(1).toISOString() },
      { starts_at: at(4).toISOString(), ends_at: at(6).toISOString() },
    ],
  } as Clip;

  it('is its interval without the gaps, or its stills', () => {
    expect(shownBy(clip)).toEqual(video([0, 10], [1, 4], [6, 10]));
    expect(shownBy({ ...clip, gaps: [] })).toEqual(video([0, 10], [0, 10]));
    expect(shownBy({ ...clip, method: 'images' })).toEqual(images([0, 10], 2));
  });

  it('is what its sources have', () => {
    const segments = [{ ...span(1, 3), source: {} }];
    const shown = shownOf({ kind: 'video', segments } as unknown as ClipSources, span(0, 10));
    expect(shown).toMatchObject(video([0, 10], [1, 3]));
    const stills = { kind: 'images', stills: [{}, {}] } as unknown as ClipSources;
    expect(shownOf(stills, span(0, 10))).toEqual(images([0, 10], 2));
  });

  const known = {
    ...{ video: null, detections: [{}, {}, {}] },
    recordings: [{ startedAt: at(-5), endedAt: at(3) }],
  } as unknown as KnownInputs;
  const wanted = (source: ClipOptions['source']) =>
    ({ interval: span(0, 10), options: { source } }) as RequestedClip;

  it.each<[string, KnownInputs, ClipOptions['source'], Shown]>([
    ['its recordings', known, 'auto', video([0, 10], [0, 3])],
    ['its stills', { ...known, recordings: [] }, 'auto', images([0, 10], 3)],
    ['the stills that were chosen', known, 'images', images([0, 10], 3)],
    ['all that its own video may have', { ...known, video: {} as KnownInputs['video'] }, 'auto', video([0, 10], [0, 10])],
  ])('is by the rows %s', (_, rows, source, expected) => {
    expect(shownByRows(wanted(source), rows)).toMatchObject(expected);
  }); // prettier-ignore
});
