import { describe, expect, it } from '@jest/globals';
import { type Layout, readPath } from './layout.js';

const read = (layout: Layout, path: string) => {
  const facts = readPath(layout, path);
  return facts && [facts.cameraId, facts.startedAt?.toISOString() ?? null];
};

describe('readPath', () => {
  it.each([
    ['2026-01-03/10/front/30.00.mp4', ['front', '2026-01-03T10:30:00.000Z']],
    // Hours that the clocks of many zones skip, or show twice.
    ['2026-03-29/01/front/30.00.mp4', ['front', '2026-03-29T01:30:00.000Z']],
    ['2026-10-25/00/front/59.59.mp4', ['front', '2026-10-25T00:59:59.000Z']],
    ['2026-10-25/01/front/00.00.mp4', ['front', '2026-10-25T01:00:00.000Z']],
    ['2024-02-29/23/back door/59.59.mp4', ['back door', '2024-02-29T23:59:59.000Z']],
    ['2026-02-30/10/front/30.00.mp4', null],
    ['2026-13-03/10/front/30.00.mp4', null],
    ['2026-01-03/24/front/30.00.mp4', null],
    ['2026-01-03/10/front/60.00.mp4', null],
    ['2026-01-03/10/front/30.00.mp4.tmp', null],
    ['2026-01-03/10/30.00.mp4', null],
    ['recordings/2026-01-03/10/front/30.00.mp4', null],
    ['2026-01-03/10/front/extra/30.00.mp4', null],
    ['front/2026-01-03_10-30-00.mp4', null],
  ])('reads %s in the layout of Frigate', (path, expected) => {
    expect(read('frigate', path)).toEqual(expected);
  });

  it.each([
    ['front/2026-01-03_10-30-00-123456.mp4', ['front', null]],
    ['site/front/2026-01-03_10-30-00-123456.ts', ['site/front', null]],
    ['front/2026-01-03_10-30-00.mp4', ['front', null]],
    ['front/2026-01-03_10-30-00-123456+0100.mp4', ['front', null]],
    ['2026-01-03_10-30-00-123456.mp4', null],
    ['front/2026-01-03_10-30-00-123456.mp4.part', null],
    ['front/video.mp4', null],
    ['front/2026-01-03_10-30-00-12.mp4', null],
  ])('reads %s in the layout of MediaMTX', (path, expected) => {
    expect(read('mediamtx', path)).toEqual(expected);
  });

  it.each([
    ['front/anything.mp4', ['front', null]],
    ['front/2026/01/03/front_00_20260103103000.MP4', ['front', null]],
    ['front/x.mkv', ['front', null]],
    ['x.mp4', ['', null]],
    ['front/x.jpg', null],
    ['front/x.mp4.part', null],
    ['front/mp4', null],
  ])('reads %s in the layout of names', (path, expected) => {
    expect(read('name', path)).toEqual(expected);
  });
});
