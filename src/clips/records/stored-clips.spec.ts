import { describe, expect, it } from '@jest/globals';
import { readClipJob } from '../model/clip-job.js';
import { type ClipOptions, DEFAULT_OPTIONS, readStoredOptions } from '../model/clip-options.js';
import { type ClipRecord, readStoredRecord } from './clip-record.js';
import { readStoredGaps } from '../model/gap.js';

const [from, to] = ['2026-01-03T10:30:00.000Z', '2026-01-03T10:30:20.000Z'];
const gap = { starts_at: from, ends_at: to };

describe('readStoredGaps', () => {
  it.each<[unknown, unknown]>([
    [[], []],
    [
      [gap, { ...gap, why: 'of a newer version' }],
      [gap, gap],
    ],
    [[{ starts_at: from }], undefined],
    [[{ starts_at: from, ends_at: 'later' }], undefined],
    [null, undefined],
    [{}, undefined],
  ])('reads %j as %j', (stored, expected) => {
    expect(readStoredGaps(stored)).toEqual(expected);
  });
});

describe('readStoredOptions', () => {
  const requested: ClipOptions = {
    ...{ source: 'images', format: 'gif', cut: 'transcode', fps: 10, followsEnd: false },
  };

  it.each<[string, unknown, ClipOptions | undefined]>([
    ['all that was requested', requested, requested],
    [
      'an older version’s, which had fewer',
      { source: 'video', format: 'gif' },
      { ...DEFAULT_OPTIONS, source: 'video', format: 'gif' },
    ],
    [
      'those of other types',
      { source: 1, format: null, cut: [], fps: '9', followsEnd: 0 },
      DEFAULT_OPTIONS,
    ],
    [
      'a newer version’s, which had more',
      { ...requested, source: 'archive', speed: 2 },
      { ...requested, source: 'auto' },
    ],
    ['none', {}, DEFAULT_OPTIONS],
    ['null', null, undefined],
    ['a list', [], undefined],
  ])('reads %s', (_, stored, expected) => {
    expect(readStoredOptions(stored)).toEqual(expected);
  });
});

describe('readStoredRecord', () => {
  const record: ClipRecord = {
    ...{ eventId: 7, fileName: '7_clip.mp4', format: 'mp4', method: 'smart', sha256: 'ab' },
    ...{ requestedStartsAt: from, requestedEndsAt: to, startsAt: from, endsAt: to },
    ...{ gaps: [gap], note: 'One still was left out.', madeFrom: ['detection:1'], generatedAt: to },
    ...{ bytes: 10, frames: 300, width: 640, height: 360, durationSeconds: 20 },
  };

  it.each<[string, unknown, ClipRecord | null]>([
    ['a whole one', record, record],
    ['that there is none', null, null],
    [
      'an older one, without words and keys',
      { ...record, gaps: undefined, note: undefined, madeFrom: undefined },
      { ...record, gaps: [], note: null, madeFrom: [] },
    ],
    ['a newer one, with more', { ...record, codec: 'h264' }, record],
  ])('reads %s', (_, stored, expected) => {
    expect(readStoredRecord(stored)).toEqual(expected);
  });

  it.each<[string, unknown]>([
    ['text', 'a clip'],
    ['nothing', {}],
    ['no sha256', { ...record, sha256: undefined }],
    ['bytes as text', { ...record, bytes: '10' }],
    ['a date that is none', { ...record, startsAt: 'then' }],
    ['a method of a newer version', { ...record, method: 'remux' }],
  ])('does not read one with %s', (_, stored) => {
    expect(readStoredRecord(stored)).toBeUndefined();
  });
});

describe('readClipJob', () => {
  it.each<[unknown, unknown]>([
    [
      { event_id: 7, failures: 1, request_id: 'r' },
      { event_id: 7, failures: 1, request_id: 'r' },
    ],
    [{ event_id: 7 }, { event_id: 7, failures: 0, request_id: null }],
    [
      { event_id: 7, failures: null, request_id: 5, priority: 1 },
      { event_id: 7, failures: 0, request_id: null },
    ],
    [{ failures: 1 }, undefined],
    [{ event_id: '7' }, undefined],
    [null, undefined],
  ])('reads %j as %j', (stored, expected) => {
    expect(readClipJob(stored)).toEqual(expected);
  });
});
