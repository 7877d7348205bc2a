import { describe, expect, it } from '@jest/globals';
import type { Event } from '../../events/records/event.entity.js';
import { followingEnd, isSameClip, type RequestedClip, requestedClip } from './requested-clip.js';

const at = (seconds: number) => new Date(seconds * 1000);
const event = { id: 7, startedAt: at(100), endedAt: at(110) } as Event;
const defaults = {
  cut: 'keyframe',
  videoCodec: 'original',
  preRollSeconds: 5,
  postRollSeconds: 5,
} as const;
const clip = (choices: Parameters<typeof requestedClip>[2]) =>
  requestedClip(event, null, choices, defaults);

describe('requestedClip', () => {
  const whole = {
    event,
    interval: { startsAtMs: 95_000, endsAtMs: 115_000 },
    options: {
      ...{ source: 'auto', format: 'mp4', cut: 'keyframe', videoCodec: 'original' },
      ...{ fps: 2, followsEnd: true },
    },
    followedEnd: at(110),
  };

  it('fills in what the caller leaves out', () => {
    expect(clip({})).toEqual(whole);
  });

  it('fills in what the caller sets to null', () => {
    const nothing = {
      ...{ startOffsetSeconds: null, endOffsetSeconds: null },
      ...{ source: null, format: null, cut: null, videoCodec: null, fps: null },
    };
    expect(clip(nothing)).toEqual(whole);
  });

  it('takes what the caller chooses', () => {
    const options = {
      source: 'images',
      format: 'gif',
      cut: 'smart',
      videoCodec: 'h264',
      fps: 9,
    } as const;
    expect(clip({ startOffsetSeconds: 0, endOffsetSeconds: 0, ...options })).toEqual({
      event,
      interval: { startsAtMs: 100_000, endsAtMs: 100_000 },
      options: { ...options, followsEnd: false },
      followedEnd: null,
    });
  });
});

describe('A clip that follows the end of its event', () => {
  const ending = (endedAt: Date | null) => ({ ...event, endedAt });
  const following = (endedAt: Date | null, choices = {}, lastDetectionAt: Date | null = null) =>
    followingEnd({ ...clip(choices), event: ending(endedAt) }, lastDetectionAt);

  it.each<[string, RequestedClip, number, number, Date | null]>([
    ['later', following(at(112.5)), 95, 117.5, at(112.5)],
    ['earlier', following(at(101)), 95, 106, at(101)],
    ['with the last detection', following(null, {}, at(130)), 95, 135, at(130)],
    ['and not the chosen start', following(at(120), { startOffsetSeconds: 3 }), 103, 125, at(120)],
    ['never if the end was chosen', following(at(120), { endOffsetSeconds: 9 }), 95, 109, null],
  ])('moves its end %s', (_, { interval, followedEnd }, from, to, end) => {
    expect(interval).toEqual({ startsAtMs: from * 1000, endsAtMs: to * 1000 });
    expect(followedEnd).toEqual(end);
  });

  it.each([
    ['INVALID_CLIP_DURATION', at(3700), {}],
    ['VALIDATION_FAILED', at(100), { startOffsetSeconds: 6 }],
  ])('is refused as %s', (code, endedAt, choices) => {
    expect(() => following(endedAt, choices)).toThrow(expect.objectContaining({ code }));
  });
});

describe('Two requests', () => {
  it('are the same where they lead to the same file', () => {
    expect(isSameClip(clip({}), clip({ startOffsetSeconds: -5, endOffsetSeconds: 15 }))).toBe(true);
  });

  it.each<[string, RequestedClip]>([
    ['start', clip({ startOffsetSeconds: 0 })],
    ['end', clip({ endOffsetSeconds: 0 })],
    ['source', clip({ source: 'video' })],
    ['format', clip({ format: 'gif' })],
    ['cut', clip({ cut: 'smart' })],
    ['video codec', clip({ videoCodec: 'h264' })],
    ['frame rate', clip({ fps: 3 })],
  ])('differ by their %s', (_, other) => {
    expect(isSameClip(clip({}), other)).toBe(false);
  });
});
