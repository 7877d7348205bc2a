import { describe, expect, it } from '@jest/globals';
import type { ListedEvent } from '../clips/records/listed-events.js';
import { eventTable } from './event-table.js';

const EVENT: ListedEvent = {
  ...{ event_id: 7, camera_id: 'front', label: null, ended_at: null },
  ...{ started_at: new Date('2026-01-03T10:30:00Z'), status: 'none', progress: null },
  ...{ message: null, error_code: null, clip: null },
};
const clip = { file_name: '7_clip.mp4', bytes: 1234, duration_seconds: 20, protected: false };

/** What the last column says. */
const lastOf = (fields: Partial<ListedEvent>) =>
  eventTable([{ ...EVENT, ...fields }])
    .split('\n')[1]!
    .split(/ {2,}/)
    .at(-1);

describe('The table of events', () => {
  it('has a line for each, with columns that line up', () => {
    const other = { ...EVENT, event_id: 1234, label: 'person', camera_id: 'a', status: 'pending' } as const; // prettier-ignore
    expect(eventTable([EVENT, { ...other, progress: 12 }]).split('\n')).toEqual([
      'event  started                   camera  label   status        clip',
      '7      2026-01-03T10:30:00.000Z  front   -       none          -',
      '1234   2026-01-03T10:30:00.000Z  a       person  pending 12 %  -',
    ]);
  });

  it('has only its heading where there are none', () => {
    expect(eventTable([])).toBe('event  started  camera  label  status  clip');
  });

  it.each<[string, Partial<ListedEvent>, string]>([
    ['a clip', { clip }, '7_clip.mp4, 20.0 s, 1234 bytes'],
    [
      'a protected clip',
      { clip: { ...clip, protected: true } },
      '7_clip.mp4, 20.0 s, 1234 bytes, protected',
    ],
    ['a failure', { error_code: 'NO_SPACE', message: 'It is full.' }, 'NO_SPACE: It is full.'],
    ['a message alone', { message: 'Waiting for footage.' }, 'Waiting for footage.'],
    [
      'an older clip beside a failure',
      { clip, error_code: 'TIMED_OUT', message: 'Too long.' },
      '7_clip.mp4, 20.0 s, 1234 bytes; TIMED_OUT: Too long.',
    ],
    ['characters that are not seen', { message: 'a\u001b[31mb\nc' }, 'a\\u{1b}[31mb\\u{a}c'],
  ])('shows %s', (_, fields, expected) => {
    expect(lastOf(fields)).toBe(expected);
  });

  it('shows names of cameras and labels without what is not seen', () => {
    expect(eventTable([{ ...EVENT, camera_id: 'a\nb', label: '\u202e' }])).toContain(
      'a\\u{a}b  \\u{202e}',
    );
  });
});
