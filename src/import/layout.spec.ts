import { describe, expect, it } from '@jest/globals';
import { type Layout, readPath } from './layout.js';

const read = (layout: Layout, path: string) => {
  const facts = readPath(layout, path);
  return typeof facts === 'string'
    ? facts
    : [facts.cameraId, facts.startedAt?.toISOString() ?? null];
};

describe('readPath', () => {
  it.each([
    ['2026-01-03/10/front/30.00.mp4', ['front', '2026-01-03T10:30:00.000Z']],
    // Hours that the clocks of many zones skip, or show twice.
    ['2026-03-29/01/front/30.00.mp4', ['front', '2026-03-29T01:30:00.000Z']],
    ['2026-10-25/00/front/59.59.mp4', ['front', '2026-10-25T00:59:59.000Z']],
    ['2026-10-25/01/front/00.00.mp4', ['front', '2026-10-25T01:00:00.000Z']],
    ['2024-02-29/23/back door/59.59.mp4', ['back door', '2024-02-29T23:59:59.000Z']],
    ['2026-02-30/10/front/30.00.mp4', 'other_layout'],
    ['2026-13-03/10/front/30.00.mp4', 'other_layout'],
    ['2026-01-03/24/front/30.00.mp4', 'other_layout'],
    ['2026-01-03/10/front/60.00.mp4', 'other_layout'],
    ['2026-01-03/10/front/30.00.mp4.tmp', 'not_video'],
    ['2026-01-03/10/30.00.mp4', 'other_layout'],
    ['recordings/2026-01-03/10/front/30.00.mp4', 'other_layout'],
    ['2026-01-03/10/front/extra/30.00.mp4', 'other_layout'],
    ['front/2026-01-03_10-30-00.mp4', 'other_layout'],
  ])('reads %s in the layout of Frigate', (path, expected) => {
    expect(read('frigate', path)).toEqual(expected);
  });

  it.each([
    ['front/2026-01-03_10-30-00-123456.mp4', ['front', null]],
    ['site/front/2026-01-03_10-30-00-123456.ts', ['site/front', null]],
    ['front/2026-01-03_10-30-00.mp4', ['front', null]],
    ['front/2026-01-03_10-30-00-123456+0100.mp4', ['front', null]],
    ['front/2026-01-03_10-30-00-123456-+0100.mp4', ['front', null]],
    ['front/2026-01-03_10-30-00-123456--0500.mp4', ['front', null]],
    ['front/2026-01-03_10-30-00-123456-Z.mp4', ['front', null]],
    ['front/2026-01-03__10-30-00.mp4', ['front', null]],
    ['site/front/1767436200.mp4', ['site/front', null]],
    ['front/1767436200-123456.mp4', ['front', null]],
    ['front/17674362001.mp4', 'other_layout'],
    ['2026-01-03_10-30-00-123456.mp4', [null, null]],
    ['1767436200.mp4', [null, null]],
    ['front/2026-01-03_10-30-00-123456.mp4.part', 'not_video'],
    ['front/video.mp4', 'other_layout'],
    ['front/2026-01-03_10-30-00-12.mp4', 'other_layout'],
  ])('reads %s in the layout of MediaMTX', (path, expected) => {
    expect(read('mediamtx', path)).toEqual(expected);
  });

  it.each([
    ['front/anything.mp4', ['front', null]],
    ['front/2026/01/03/front_00_20260103103000.MP4', ['front', null]],
    ['front/x.mkv', ['front', null]],
    ['front/10.00.00-10.30.00[M][0@0][0].dav', ['front', null]],
    ['front/x.h264', ['front', null]],
    ['front/x.265', ['front', null]],
    ['front/x.WMV', ['front', null]],
    ['front/x.mpg', ['front', null]],
    ['front/x.3gp', ['front', null]],
    ['front/x.m3u8', 'not_video'],
    ['front/x.idx', 'not_video'],
    ['x.mp4', [null, null]],
    // Below the folder of one camera.
    ['2026/01/03/x.mp4', [null, null]],
    ['2026-01/03/x.mp4', [null, null]],
    ['2026-01-03/10-30-00.mp4', [null, null]],
    ['20260103/10/30.mp4', [null, null]],
    ['2026010310/30M00S_1767432600.mp4', [null, null]],
    ['2026-01-03_10/x.mp4', [null, null]],
    ['2026Y01M03D10H/30M00S60.mp4', [null, null]],
    ['03.01.2026/x.mp4', [null, null]],
    // Cameras with numbers.
    ['1/2026-01-03/x.mp4', ['1', null]],
    ['101/x.mp4', ['101', null]],
    ['2099x/x.mp4', ['2099x', null]],
    ['20261399/x.mp4', ['20261399', null]],
    ['192.168.1.64/x.mp4', ['192.168.1.64', null]],
    ['front/x.jpg', 'not_video'],
    ['front/x.mp4.part', 'not_video'],
    ['front/mp4', 'not_video'],
  ])('reads %s in the layout of names', (path, expected) => {
    expect(read('name', path)).toEqual(expected);
  });
});
