import { describe, expect, it } from 'vitest';
import type { CameraEvent } from '../api/types.js';
import { CLIP, EVENT, NO_CLIP } from '../testing/fake-service.js';
import { withClip, withNewest, withOlder } from './event-pages.js';

/** An event; higher numbers are newer. */
const event = (id: number, label = 'person'): CameraEvent => ({
  ...EVENT,
  id,
  label,
  started_at: new Date(Date.UTC(2026, 0, 3) + id * 1000).toISOString(),
});
const events = (...ids: number[]) => ids.map((id) => event(id));
const ids = ({ events }: { events: readonly CameraEvent[] }) => events.map(({ id }) => id);

describe('withOlder', () => {
  it('continues after the previous page', () => {
    const pages = withOlder(
      { events: events(9, 8), cursor: 'a' },
      { events: events(7), next_cursor: null },
    );
    expect(ids(pages)).toEqual([9, 8, 7]);
    expect(pages.cursor).toBeNull();
  });
});

describe('withNewest', () => {
  const loaded = { events: events(9, 8, 7, 6, 5), cursor: 'after 5' };
  it.each([
    ['nothing new', [9, 8], 'x', [9, 8, 7, 6, 5], 'after 5'],
    ['new ones', [11, 10, 9], 'x', [11, 10, 9, 8, 7, 6, 5], 'after 5'],
    ['one deleted', [9, 7], 'x', [9, 7, 6, 5], 'after 5'],
    ['the oldest deleted', [9], null, [9], null],
    ['more new ones than a page holds', [22, 21], 'after 21', [22, 21], 'after 21'],
    ['all deleted', [], null, [], null],
    ['all that was loaded', [9, 8, 7, 6, 5], 'after 5 again', [9, 8, 7, 6, 5], 'after 5 again'],
  ])('with %s', (_, newest, next_cursor, expected, cursor) => {
    const pages = withNewest(loaded, { events: events(...newest), next_cursor });
    expect(ids(pages)).toEqual(expected);
    expect(pages.cursor).toBe(cursor);
  });

  it('takes the newer version of an event', () => {
    const pages = withNewest(loaded, { events: [event(9, 'car')], next_cursor: 'x' });
    expect(pages.events[0]!.label).toBe('car');
  });

  it('distinguishes events of the same instant by their ids', () => {
    const twin = (id: number) => ({ ...event(1), id });
    const pages = withNewest(
      { events: [twin(3), twin(2), twin(1)], cursor: null },
      { events: [twin(3), twin(2)], next_cursor: 'x' },
    );
    expect(ids(pages)).toEqual([3, 2, 1]);
  });
});

describe('withClip', () => {
  const loaded = { events: events(9, 7), cursor: 'x' };

  it('updates the clip of an event', () => {
    const [other, changed] = withClip(loaded, CLIP).events;
    expect(changed!.clip).toEqual({
      status: 'completed',
      clip_url: CLIP.clip_url,
      rendition_urls: CLIP.rendition_urls,
      poster_url: CLIP.poster_url,
      protected: false,
      duration_seconds: CLIP.duration_seconds,
      progress: CLIP.progress,
      message: null,
      error_code: null,
    });
    expect(other).toBe(loaded.events[0]);
  });

  it('removes the clip if it is gone', () => {
    const changed = withClip(withClip(loaded, CLIP), NO_CLIP);
    expect(changed.events[1]!.clip).toBeNull();
  });
});
