import { describe, expect, it } from '@jest/globals';
import { indexPage, type ShownClip } from './index-page.js';
import type { Contents, ManifestClip } from './manifest.js';

const clip = {
  ...{ file: 'clips/001_yard #1_2026.mp4', position: 0, event_id: 7, camera_id: 'yard #1' },
  ...{ starts_at: '2026-01-03T10:30:00.000Z', ends_at: '2026-01-03T10:30:20.000Z' },
  gaps: [{ starts_at: '2026-01-03T10:30:05.000Z', ends_at: '2026-01-03T10:30:09.000Z' }],
  ...{ width: 640, height: 360, sha256: 'ab12', message: null },
} as unknown as ManifestClip;
const contents = {
  created_at: '2026-01-04T10:00:00.000Z',
  export: { id: 3, name: null, requested_by: 'court' },
  failed: [],
} as unknown as Contents;

const page = (shown: Partial<ShownClip> = {}, rest: object = {}) =>
  indexPage({ ...contents, ...rest }, [
    {
      ...{ clip, timeZone: 'Europe/Berlin', poster: 'posters/001_yard #1_2026.jpg' },
      ...{ subtitles: 'WEBVTT\n', ...shown },
    },
  ]);

describe('indexPage', () => {
  it('shows a clip with its poster and the times in the zone of its camera', () => {
    const html = page();
    expect(html).toContain(
      '<video controls playsinline width="640" height="360" preload="none" poster="posters/001_yard%20%231_2026.jpg" src="clips/001_yard%20%231_2026.mp4" aria-label="Clip 1">',
    );
    expect(html).toContain('<dt>From</dt><dd>2026-01-03 11:30:00 +01:00</dd>');
    expect(html).toContain(
      '<dt>No footage</dt><dd>2026-01-03 11:30:05 +01:00 to 2026-01-03 11:30:09 +01:00</dd>',
    );
    expect(html).toContain('<title>Export 3</title>');
    expect(html).toContain('requested by court');
  });

  it('holds the subtitles, which browsers load from no other file', () => {
    const [, base64 = ''] = /src="data:text\/vtt;base64,([^"]*)"/.exec(page()) ?? [];
    expect(Buffer.from(base64, 'base64').toString('utf8')).toBe('WEBVTT\n');
    expect(page({ subtitles: null })).not.toContain('<track');
  });

  it('shows a GIF as an image, and a clip without a poster from its beginning', () => {
    const gif = page({ clip: { ...clip, file: 'clips/001_a.gif' } });
    expect(gif).toContain('<img src="clips/001_a.gif" alt="Clip 1">');
    expect(page({ poster: null })).toContain('preload="metadata" src=');
  });

  it('says why there is no clip of an item', () => {
    const failed = [{ position: 1, camera_id: 'hall', event_id: null, message: 'No footage.' }];
    expect(page({}, { failed })).toMatch(/<h2>2\. hall<\/h2>\s*<p>There is no clip: No footage\./);
  });

  it.each(['<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', "a&b's"])(
    'shows %s as text',
    (text) => {
      const html = page(
        { clip: { ...clip, camera_id: text, message: text } },
        {
          export: { id: 3, name: text, requested_by: text },
          failed: [{ position: 1, camera_id: text, event_id: null, message: text }],
        },
      );
      expect(html).not.toContain(text.includes('<') ? text : 'a&b');
      expect(html).not.toMatch(/<script|<img/);
    },
  );
});
