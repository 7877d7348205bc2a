import { describe, expect, it } from 'vitest';
import { CLIP, FakeService } from '../testing/fake-service.js';
import {
  fetchEventClipInfo,
  generateEventClip,
  getEventClipUrl,
  protectEventClip,
  removeEventClip,
} from './clips.js';

describe('A function for clips', () => {
  it('fetchEventClipInfo requests an event’s clip', async () => {
    const service = new FakeService().on('GET /api/events/7/clip', CLIP);
    await expect(fetchEventClipInfo(7, service)).resolves.toEqual(CLIP);
  });

  it.each([
    [{}, {}, {}, null],
    [{ force: true }, { waitSeconds: 0 }, { force: true }, 'wait=0'],
    [
      { start_offset_seconds: -15, end_offset_seconds: 30 },
      { waitSeconds: 60 },
      { start_offset_seconds: -15, end_offset_seconds: 30 },
      'wait=60',
    ],
  ])('generateEventClip(7, %j, %j) sends %j', async (request, options, body, prefer) => {
    const service = new FakeService().on('POST /api/events/7/clip/generate', {});
    await generateEventClip(7, request, { ...service, ...options });
    expect(service.received[0]!.body).toEqual(body);
    expect(service.received[0]!.headers.get('prefer')).toBe(prefer);
  });

  it('removeEventClip and protectEventClip expect no content', async () => {
    const service = new FakeService()
      .on('DELETE /api/events/7/clip', () => new Response(null, { status: 204 }))
      .on('PATCH /api/events/7/clip', () => new Response(null, { status: 204 }));
    await removeEventClip(7, service);
    await protectEventClip(7, true, service);
    expect(service.received.map(({ method, body }) => [method, body])).toEqual([
      ['DELETE', undefined],
      ['PATCH', { protected: true }],
    ]);
  });
});

describe('getEventClipUrl', () => {
  const plain = '/api/media/clips/7_clip.mp4';
  const signed = `${plain}?expires=9&signature=a%2Fb`;
  it.each([
    [plain, {}, plain],
    [plain, { baseUrl: 'https://clips.example' }, `https://clips.example${plain}`],
    [plain, { download: true }, `${plain}?download=1`],
    [plain, { version: 'e60d' }, `${plain}?v=e60d`],
    [plain, { version: null }, plain],
    [signed, {}, signed],
    [signed, { version: 'e60d', download: true }, `${signed}&v=e60d&download=1`],
  ])('%s with %j', (url, options, expected) => {
    expect(getEventClipUrl(url, options)).toBe(expected);
  });
});
