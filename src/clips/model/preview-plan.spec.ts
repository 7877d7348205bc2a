import { describe, expect, it } from '@jest/globals';
import { type PreviewName, previewPlanOf, smallerPlan } from './preview-plan.js';

const MB = 1_000_000;

const plan = (name: PreviewName, durationSeconds: number, rest: object = {}) =>
  previewPlanOf(
    name,
    { durationSeconds, frames: durationSeconds * 25, codecs: 'avc1.640028', ...rest },
    5 * MB,
  );

describe('previewPlanOf', () => {
  it.each<[PreviewName, number, { speed: number; maxHeight: number; framesPerSecond: number }]>([
    ['notify', 10, { speed: 1, maxHeight: 480, framesPerSecond: 25 }],
    ['notify', 30, { speed: 1, maxHeight: 480, framesPerSecond: 25 }],
    ['notify', 300, { speed: 10, maxHeight: 480, framesPerSecond: 30 }],
    ['notify', 3600, { speed: 120, maxHeight: 480, framesPerSecond: 30 }],
    ['chat', 10, { speed: 1, maxHeight: 720, framesPerSecond: 25 }],
    ['chat', 100, { speed: 1, maxHeight: 480, framesPerSecond: 25 }],
    ['chat', 200, { speed: 1, maxHeight: 360, framesPerSecond: 25 }],
    ['timelapse', 3600, { speed: 60, maxHeight: 720, framesPerSecond: 30 }],
    ['timelapse', 6, { speed: 60, maxHeight: 720, framesPerSecond: 30 }],
  ])('plans %s of %d s', (name, seconds, expected) => {
    expect(plan(name, seconds)).toMatchObject(expected);
  });

  it('speeds up for a chat what would have fewer bits than can be watched', () => {
    const { speed, bitsPerSecond, maxHeight } = plan('chat', 3600);
    expect(speed).toBeGreaterThan(11);
    expect(speed).toBeLessThan(13);
    expect(bitsPerSecond).toBeGreaterThanOrEqual(249_999);
    expect(maxHeight).toBe(360);
  });

  it.each<PreviewName>(['notify', 'chat'])('leaves the bytes of %s room in the file', (name) => {
    const maxBytes = { notify: 5 * MB, chat: 10 * MB, timelapse: 0 }[name];
    for (const durationSeconds of [0.5, 5, 29, 31, 100, 1000, 3600]) {
      const { speed, bitsPerSecond, hasSound } = plan(name, durationSeconds, {
        codecs: 'avc1.640028, mp4a.40.2',
      });
      const seconds = durationSeconds / speed;
      const bits = bitsPerSecond! * (seconds + 1) + (hasSound ? 64_000 * seconds : 0);
      expect(bits / 8).toBeLessThanOrEqual(0.95 * maxBytes);
    }
  });

  it.each<[PreviewName, number, string | null, boolean]>([
    ['notify', 10, 'avc1.640028, mp4a.40.2', true],
    ['notify', 31, 'avc1.640028, mp4a.40.2', false],
    ['notify', 10, 'avc1.640028', false],
    ['notify', 10, null, false],
    ['timelapse', 10, 'avc1.640028, mp4a.40.2', false],
  ])('keeps the sound of %s of %d s with the codecs %s: %s', (name, seconds, codecs, hasSound) => {
    expect(plan(name, seconds, { codecs }).hasSound).toBe(hasSound);
  });

  it('repeats no frame of slow footage', () => {
    const slow = { frames: 20, codecs: null };
    expect(plan('notify', 100, slow).framesPerSecond).toBeCloseTo((20 / 100) * (100 / 30), 6);
  });
});

describe('smallerPlan', () => {
  const of = (maxHeight: number) => ({
    ...{ speed: 2, framesPerSecond: 25, maxHeight, bitsPerSecond: 1_000_000, hasSound: false },
  });

  it.each([
    [720, 480],
    [480, 360],
    [360, 240],
    [240, 160],
  ])('has fewer rows than %d, and fewer bits', (from, to) => {
    const smaller = smallerPlan(of(from), 2 * MB, MB);
    expect(smaller).toMatchObject({ speed: 2, maxHeight: to, bitsPerSecond: 475_000 });
  });

  it('is faster where there are no fewer rows', () => {
    const smaller = smallerPlan(of(160), 2 * MB, MB);
    expect(smaller).toMatchObject({ maxHeight: 160, bitsPerSecond: 1_000_000 });
    expect(smaller.speed).toBeCloseTo(2 / 0.475, 6);
  });
});
