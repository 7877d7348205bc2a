import { describe, expect, it } from '@jest/globals';
import type { ClipEvent } from '../clips/records/clip-events.js';
import type { Clip } from '../clips/records/clip.entity.js';
import { bodyOf, type Notice, noticeOf, noticeOfCamera } from './message.js';

const now = new Date('2026-01-03T10:30:00Z');
const base = new URL('https://nvr.example/clips/');
const links = {
  clip: (name: string) => `/c/${name}?s=1`,
  rendition: (name: string, rendition: string) => `/c/${name}?rendition=${rendition}&s=1`,
  poster: (id: number) => `/p/${id}`,
  subtitles: (id: number) => `/s/${id}`,
};

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
        subtitles_url: 'https://nvr.example/clips/s/7',
        file_size_bytes: 10,
        generated_at: '2026-01-03T10:30:00.000Z',
      },
    });
    const { data } = messageOf({ type: 'completed', eventId: 7, clip, seconds: 1 }, true);
    expect(data['poster_url']).toBe('https://nvr.example/clips/p/7');
  });

  it('has the links of the renditions of a clip', () => {
    const hevc = { ...clip, codecs: 'hvc1.1.6.L93.B0' };
    const linksOf = (of: Clip) =>
      messageOf({ type: 'completed', eventId: 7, clip: of, seconds: 1 }).data['rendition_urls'];
    expect(linksOf(hevc)).toMatchObject({
      h264: 'https://nvr.example/clips/c/7_clip.mp4?rendition=h264&s=1',
      notify: 'https://nvr.example/clips/c/7_clip.mp4?rendition=notify&s=1',
    });
    expect(linksOf({ ...clip, codecs: 'avc1.64001F' })).not.toHaveProperty('h264');
    expect(linksOf({ ...clip, format: 'gif', codecs: null })).toBeNull();
  });

  it.each([
    ['silent', new Date('2026-01-03T10:00:00Z'), '2026-01-03T10:00:00.000Z'],
    ['recording', null, null],
  ] as const)('describes a camera: %s', (type, silentSince, silent_since) => {
    const event = {
      ...{ type, cameraId: 'yard/north', name: 'Yard', quietAfterSeconds: 900, silentSince },
      newestRecordingEndsAt: new Date('2026-01-03T10:00:00Z'),
    };
    const notice = JSON.parse(JSON.stringify(noticeOfCamera(event, now))) as Notice;
    expect(JSON.parse(bodyOf(notice, links, base, false))).toEqual({
      ...{ type: `camera.${type}`, timestamp: '2026-01-03T10:30:00.000Z' },
      data: {
        ...{ camera_id: 'yard/north', name: 'Yard', quiet_after_seconds: 900, silent_since },
        camera_url: 'https://nvr.example/clips/api/cameras/yard%2Fnorth',
        newest_recording_ends_at: '2026-01-03T10:00:00.000Z',
      },
    });
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
