import { describe, expect, it } from '@jest/globals';
import type { ClipEvent } from '../clips/records/clip-events.js';
import type { Clip } from '../clips/records/clip.entity.js';
import { bodyOf, type Notice, noticeOf } from './message.js';

const now = new Date('2026-01-03T10:30:00Z');
const base = new URL('https://nvr.example/clips/');
const links = { clip: (name: string) => `/c/${name}?s=1`, poster: (id: number) => `/p/${id}` };

const clip = {
  ...{ eventId: 7, fileName: '7_clip.mp4', format: 'mp4', method: 'smart', sha256: 'ab' },
  ...{ bytes: 10, durationSeconds: 2, frames: 50, hasPoster: false, generatedAt: now },
} as Clip;

interface Message {
  data: Record<string, unknown>;
}

/** By way of the queue, which keeps JSON. */
function messageOf(event: ClipEvent, hasPoster = false): Message {
  const notice = JSON.parse(JSON.stringify(noticeOf(event, now))) as Notice;
  return JSON.parse(bodyOf(notice, links, base, hasPoster)) as Message;
}

describe('A message', () => {
  it('describes a completed clip with absolute links', () => {
    const message = messageOf({ type: 'completed', eventId: 7, clip, seconds: 1 });
    expect(message).toMatchObject({
      type: 'clip.completed',
      timestamp: '2026-01-03T10:30:00.000Z',
      data: {
        event_id: 7,
        event_url: 'https://nvr.example/clips/api/events/7',
        status: 'completed',
        clip_url: 'https://nvr.example/clips/c/7_clip.mp4?s=1',
        poster_url: null,
        file_size_bytes: 10,
        generated_at: '2026-01-03T10:30:00.000Z',
      },
    });
    const { data } = messageOf({ type: 'completed', eventId: 7, clip, seconds: 1 }, true);
    expect(data['poster_url']).toBe('https://nvr.example/clips/p/7');
  });

  it('says why a clip failed, and that a clip was deleted', () => {
    const failed = { type: 'failed', eventId: 7, code: 'NO_SPACE', message: 'Full.' } as const;
    const event_url = 'https://nvr.example/clips/api/events/7';
    expect(messageOf(failed).data).toEqual({
      ...{ event_id: 7, event_url, status: 'failed', error_code: 'NO_SPACE', message: 'Full.' },
    });
    expect(messageOf({ type: 'deleted', eventId: 7 })).toEqual({
      ...{ type: 'clip.deleted', timestamp: '2026-01-03T10:30:00.000Z' },
      data: { event_id: 7, event_url },
    });
  });
});
