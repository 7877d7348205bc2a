import { act, renderHook } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { ClipInfo } from '../api/types.js';
import { CLIP, EVENT, NO_CLIP } from '../testing/fake-service.js';
import { clipTimes } from './clip-times.js';
import { endMoved, startMoved, useWindowDraft } from './use-window-draft.js';

describe('Moving an end', () => {
  const span = { start: -5, end: 17 };
  it.each([
    [startMoved, -15, [-15, 17]],
    [startMoved, 20, [20, 20]],
    [startMoved, -99, [-30, 17]],
    [startMoved, 4.4, [4, 17]],
    [endMoved, 60, [-5, 60]],
    [endMoved, -10, [-10, -10]],
    [endMoved, 99_999, [0, 3600]],
    [endMoved, 3600, [0, 3600]],
  ])('%o to %d', (move, seconds, [start, end]) => {
    expect(move(span, seconds)).toEqual({ start, end });
  });
});

describe('useWindowDraft', () => {
  function draftFor(first: ClipInfo) {
    return renderHook(({ info }) => useWindowDraft(clipTimes(EVENT, info), info), {
      initialProps: { info: first },
    });
  }

  it('leaves the interval to the service if nothing was chosen', () => {
    const { result } = draftFor(NO_CLIP);
    expect(result.current.span).toEqual({ start: -5, end: 17 });
    expect(result.current.request).toEqual({});
  });

  it('requests the interval of the clip if there is one', () => {
    const { result } = draftFor({ ...CLIP, requested_ends_at: '2026-01-03T10:30:20.400Z' });
    expect(result.current.request).toEqual({
      start_offset_seconds: -5,
      end_offset_seconds: 21,
      force: true,
    });
  });

  it('leaves the interval to the service if the clip is stale', () => {
    expect(draftFor({ ...CLIP, stale: true }).result.current.request).toEqual({ force: true });
  });

  it('requests what was chosen, until there is a new clip', () => {
    const { result, rerender } = draftFor(NO_CLIP);
    act(() => result.current.moveEnd(40));
    act(() => result.current.setFormat('gif'));
    expect(result.current.request).toEqual({
      start_offset_seconds: -5,
      end_offset_seconds: 40,
      output_format: 'gif',
    });
    rerender({ info: CLIP });
    expect(result.current.span).toEqual({ start: -5, end: 17 });
    expect(result.current.format).toBe('mp4');
  });
});
