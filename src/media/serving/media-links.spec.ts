import { describe, expect, it } from '@jest/globals';
import type { Clock } from '../../common/clock.js';
import { MediaLinks } from './media-links.js';

const clock: Clock = { now: () => new Date('2026-01-03T10:30:00Z') };
const signing = { secret: Buffer.from('secret'), ttlSeconds: 60 };

function links(linkPrefix?: string): MediaLinks {
  return new MediaLinks(
    { mediaRoots: [], clipsDirectory: '', ...(linkPrefix && { linkPrefix }) },
    clock,
  );
}

const parse = (link: string) => {
  const { pathname, searchParams } = new URL(link, 'http://host');
  return { pathname, query: Object.fromEntries(searchParams) };
};

describe('Links of MediaLinks', () => {
  it('are plain without a secret', () => {
    expect(links().clip('7_clip.mp4')).toBe('/api/media/clips/7_clip.mp4');
    expect(links('/nvr').poster(7)).toBe('/nvr/api/media/posters/7.jpg');
  });

  it('are signed for one file, with the prefix or without it', () => {
    const signed = links('/nvr');
    signed.use(signing);
    const { pathname, query } = parse(signed.clip('7_clip.mp4'));
    expect(pathname).toBe('/nvr/api/media/clips/7_clip.mp4');
    expect(signed.isSigned(pathname, query)).toBe(true);
    expect(signed.isSigned('/api/media/clips/7_clip.mp4', query)).toBe(true);
    expect(signed.isSigned('/nvr/api/media/clips/8_clip.mp4', query)).toBe(false);
    expect(signed.isSigned('/nvr/nvr/api/media/clips/7_clip.mp4', query)).toBe(false);
  });

  it.each<[string, number | undefined, number]>([
    ['for as long as configured', undefined, 60],
    ['for as long as a caller requests', 3600, 3600],
  ])('expire, in seconds since the epoch, %s', (_, ttlSeconds, expected) => {
    const signed = links();
    signed.use(signing);
    const { pathname, query } = parse(signed.clip('7_clip.mp4', ttlSeconds));
    expect(Number(query['expires'])).toBe(clock.now().getTime() / 1000 + expected);
    expect(signed.isSigned(pathname, query)).toBe(true);
  });
});
