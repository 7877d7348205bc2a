import { describe, expect, it } from '@jest/globals';
import type { Detection } from '../../events/records/detection.entity.js';
import type { Recording } from '../../events/records/recording.entity.js';
import { followsEnd, isStale, clipInputs } from './clip-inputs.js';
import type { KnownFootage } from './known-footage.js';

const interval = { startsAtMs: 10_000, endsAtMs: 20_000 };
const recording = (id: number, from: number, to: number) =>
  ({ id, startedAt: new Date(from * 1000), endedAt: new Date(to * 1000) }) as Recording;
const detection = (id: number) => ({ id }) as Detection;
const video = (startedAt: Date | null) => {
  const file = { kind: 'video', id: 1, filePath: '/a', identity: null, dueAt: null } as const;
  return { path: '/a', startedAt, file };
};
const known = (fields: Partial<KnownFootage>): KnownFootage => ({
  cameraId: 'front',
  video: null,
  recordings: [],
  replaced: [],
  detections: [],
  ...fields,
});
const keys = (fields: Partial<KnownFootage>, end?: Date) =>
  clipInputs(known(fields), interval, end);

describe('clipInputs', () => {
  it.each<[string, string[], string[]]>([
    ['no key of no footage', keys({}), []],
    ['a key of a video of unknown start', keys({ video: video(null) }), ['video::/a']],
    [
      'a key of a video that is placed in time',
      keys({ video: video(new Date(0)) }),
      ['video:1970-01-01T00:00:00.000Z:/a'],
    ],
    [
      'a key of each recording, with the part inside the interval',
      keys({ recordings: [recording(1, 0, 12), recording(2, 12, 99)] }),
      ['recording:1:10000:12000', 'recording:2:12000:20000'],
    ],
    [
      'a key of each still frame',
      keys({ detections: [detection(5), detection(6)] }),
      ['detection:5', 'detection:6'],
    ],
    [
      'a key of the end that the interval follows',
      keys({}, new Date(20_000)),
      ['end:1970-01-01T00:00:20.000Z'],
    ],
  ])('gives %s', (_, found, expected) => {
    expect(found).toEqual(expected);
  });
});

describe('A clip', () => {
  const one = { recordings: [recording(1, 0, 15)] };
  it.each<[string, string[], string[], boolean]>([
    ['not stale by the same footage', keys(one), keys(one), false],
    [
      'stale by a recording that has grown',
      keys(one),
      keys({ recordings: [recording(1, 0, 18)] }),
      true,
    ],
    [
      'not stale by a recording that has grown beyond the interval',
      keys({ recordings: [recording(1, 0, 20)] }),
      keys({ recordings: [recording(1, 0, 30)] }),
      false,
    ],
    [
      'stale by another recording',
      keys(one),
      keys({ recordings: [recording(1, 0, 15), recording(2, 15, 20)] }),
      true,
    ],
    ['not stale by footage that was removed', keys(one), keys({}), false],
    ['stale by a further still frame', keys({}), keys({ detections: [detection(5)] }), true],
    ['stale by another end', keys(one, new Date(15_000)), keys(one, new Date(16_000)), true],
    [
      'stale by a video that is placed at another time',
      keys({ video: video(null) }),
      keys({ video: video(new Date(0)) }),
      true,
    ],
  ])('is %s', (_, then, now, stale) => {
    expect(isStale(then, now)).toBe(stale);
  });
});

it('A clip follows the end of its event if that is one of its inputs', () => {
  expect(followsEnd(keys({}, new Date(0)))).toBe(true);
  expect(followsEnd(keys({ recordings: [recording(1, 0, 15)] }))).toBe(false);
});
