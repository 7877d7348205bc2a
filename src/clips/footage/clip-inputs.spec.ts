import { describe, expect, it } from '@jest/globals';
import type { Detection } from '../../events/records/detection.entity.js';
import type { Recording } from '../../events/records/recording.entity.js';
import { followsEnd, isStale, madeFrom } from './clip-inputs.js';
import type { KnownFootage } from './source-finder.js';

const window = { startsAt: 10_000, endsAt: 20_000 };
const recording = (id: number, from: number, to: number) =>
  ({ id, startedAt: new Date(from * 1000), endedAt: new Date(to * 1000) }) as Recording;
const detection = (id: number) => ({ id }) as Detection;
const known = (fields: Partial<KnownFootage>): KnownFootage => ({
  cameraId: 'front',
  video: null,
  recordings: [],
  detections: [],
  ...fields,
});
const keys = (fields: Partial<KnownFootage>, end?: Date) => madeFrom(known(fields), window, end);

describe('madeFrom', () => {
  it.each<[string, string[], string[]]>([
    ['nothing', keys({}), []],
    ['a video of unknown start', keys({ video: { path: '/a', startedAt: null } }), ['video::/a']],
    [
      'a video placed in time',
      keys({ video: { path: '/a', startedAt: new Date(0) } }),
      ['video:1970-01-01T00:00:00.000Z:/a'],
    ],
    [
      'recordings, as far as they lie in the window',
      keys({ recordings: [recording(1, 0, 12), recording(2, 12, 99)] }),
      ['recording:1:10000:12000', 'recording:2:12000:20000'],
    ],
    [
      'still frames',
      keys({ detections: [detection(5), detection(6)] }),
      ['detection:5', 'detection:6'],
    ],
    ['an end that it followed', keys({}, new Date(20_000)), ['end:1970-01-01T00:00:20.000Z']],
  ])('%s', (_, found, expected) => {
    expect(found).toEqual(expected);
  });
});

describe('isStale', () => {
  const one = { recordings: [recording(1, 0, 15)] };
  it.each<[string, string[], string[], boolean]>([
    ['the same footage', keys(one), keys(one), false],
    ['a recording that has grown', keys(one), keys({ recordings: [recording(1, 0, 18)] }), true],
    [
      'a recording that has grown beyond the window',
      keys({ recordings: [recording(1, 0, 20)] }),
      keys({ recordings: [recording(1, 0, 30)] }),
      false,
    ],
    [
      'another recording',
      keys(one),
      keys({ recordings: [recording(1, 0, 15), recording(2, 15, 20)] }),
      true,
    ],
    ['footage that has gone', keys(one), keys({}), false],
    ['a further still frame', keys({}), keys({ detections: [detection(5)] }), true],
    ['another end', keys(one, new Date(15_000)), keys(one, new Date(16_000)), true],
    [
      'a video that is placed anew',
      keys({ video: { path: '/a', startedAt: null } }),
      keys({ video: { path: '/a', startedAt: new Date(0) } }),
      true,
    ],
  ])('with %s', (_, then, now, stale) => {
    expect(isStale(then, now)).toBe(stale);
  });
});

it('followsEnd tells a window that was counted from the event’s end', () => {
  expect(followsEnd(keys({}, new Date(0)))).toBe(true);
  expect(followsEnd(keys({ recordings: [recording(1, 0, 15)] }))).toBe(false);
});
