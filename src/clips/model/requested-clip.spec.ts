import { describe, expect, it } from '@jest/globals';
import type { Event } from '../../events/records/event.entity.js';
import { isSameClip, type RequestedClip, requestedClip } from './requested-clip.js';

const at = (seconds: number) => new Date(seconds * 1000);
const event = { id: 7, startedAt: at(100), endedAt: at(110) } as Event;
const defaults = { cut: 'keyframe', preRollSeconds: 5, postRollSeconds: 5 } as const;
const clip = (choices: Parameters<typeof requestedClip>[2]) =>
  requestedClip(event, null, choices, defaults);

describe('requestedClip', () => {
  const whole = {
    event,
    interval: { startsAtMs: 95_000, endsAtMs: 115_000 },
    options: { source: 'auto', format: 'mp4', cut: 'keyframe', fps: 2, followsEnd: true },
  };

  it('fills in what the caller leaves out', () => {
    expect(clip({})).toEqual(whole);
  });

  it('fills in what the caller sets to null', () => {
    const nothing = {
      ...{ startOffsetSeconds: null, endOffsetSeconds: null },
      ...{ source: null, format: null, cut: null, fps: null },
    };
    expect(clip(nothing)).toEqual(whole);
  });

  it('takes what the caller chooses', () => {
    const options = { source: 'images', format: 'gif', cut: 'smart', fps: 9 } as const;
    expect(clip({ startOffsetSeconds: 0, endOffsetSeconds: 0, ...options })).toEqual({
      event,
      interval: { startsAtMs: 100_000, endsAtMs: 100_000 },
      options: { ...options, followsEnd: false },
    });
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
    ['frame rate', clip({ fps: 3 })],
  ])('differ by their %s', (_, other) => {
    expect(isSameClip(clip({}), other)).toBe(false);
  });
});
