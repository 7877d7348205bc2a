import { describe, expect, it } from '@jest/globals';
import { type CleanupResult, emptyResult } from './dto/cleanup-result.dto.js';
import { readStoredResult } from './stored-result.js';

const at = new Date('2026-01-03T03:00:00.000Z');
/** By way of the database, which keeps JSON. */
const stored = () => JSON.parse(JSON.stringify(emptyResult(at, false))) as CleanupResult;
const counts = { events: 1, detections: 2, clips: 3, recordings: 4, files: 5, bytes: 6 };

describe('readStoredResult', () => {
  it('reads what this version stores', () => {
    const stopped = { code: 'SHUTDOWN', message: 'Shut down.' };
    const cameras = [
      {
        ...{ camera_id: 'front', retention_days: 7, retention_days_by_label: { person: 0 } },
        ...{ events: 3, recordings: 2 },
      },
    ];
    const full = { ...stored(), stopped, cameras, errors: 2, warnings: ['One.'] };
    expect(readStoredResult({ ...full, reasons: { ...full.reasons, age: counts } })).toEqual({
      ...emptyResult(at, false),
      ...{ stopped, cameras, errors: 2, warnings: ['One.'] },
      reasons: { ...emptyResult(at, false).reasons, age: counts },
    });
  });

  it.each<[string, unknown]>([
    ['an older version knew fewer reasons', { ...stored(), reasons: {} }],
    ['an older version counted less', { ...stored(), reasons: { age: {} }, held: {} }],
    [
      'reasons, holds and warnings are missing',
      {
        ...stored(),
        ...{ reasons: undefined, held: undefined, cameras: undefined },
        ...{ errors: undefined, warnings: undefined, to_confirm: undefined },
      },
    ],
    [
      'its parts are of other types',
      { ...stored(), reasons: 1, held: [], cameras: [{}], errors: '', warnings: {} },
    ],
    ['a newer version had more fields', { ...stored(), mirrors: 3 }],
  ])('counts 0 where %s', (_, json) => {
    expect(readStoredResult(json)).toEqual(emptyResult(at, false));
  });

  it('keeps the reasons of rules that this version does not have', () => {
    const { reasons } = readStoredResult({
      ...stored(),
      reasons: { mirror: counts, age: counts },
    })!;
    expect(reasons).toEqual({ ...emptyResult(at, false).reasons, age: counts, mirror: counts });
  });

  it('keeps that there was no run', () => {
    expect(readStoredResult(null)).toBeNull();
  });

  it.each<[string, unknown]>([
    ['text', 'a run'],
    ['a list', []],
    ['nothing', {}],
    ['no instant', { ...stored(), started_at: 'yesterday' }],
    // Taken for null, it would say that the run did what it should.
    [
      'a reason to stop of a newer version',
      { ...stored(), stopped: { code: 'MIRROR', message: '' } },
    ],
  ])('does not read %s', (_, json) => {
    expect(readStoredResult(json)).toBeUndefined();
  });
});
