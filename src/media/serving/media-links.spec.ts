import { describe, expect, it } from '@jest/globals';
import type { Clock } from '../../common/clock.js';
import { type LinkOptions, MediaLinks } from './media-links.js';

const clock: Clock = { now: () => new Date('2026-01-03T10:30:00Z') };
const signing = { secret: Buffer.from('secret'), ttlSeconds: 60 };
const sha256 = '927d266aab34eae53fb6836f1492f3c0bda90d721bba5876227cda6b775b9c45';

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
    expect(links().clip('7_clip.mp4', { sha256 })).toBe('/api/media/clips/7_clip.mp4');
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

  it.each<[string, LinkOptions, number]>([
    ['for as long as configured', {}, 60],
    ['for as long as a caller requests', { ttlSeconds: 3600 }, 3600],
  ])('expire, in seconds since the epoch, %s', (_, options, expected) => {
    const signed = links();
    signed.use(signing);
    const { pathname, query } = parse(signed.clip('7_clip.mp4', options));
    expect(Number(query['expires'])).toBe(clock.now().getTime() / 1000 + expected);
    expect(signed.isSigned(pathname, query)).toBe(true);
  });

  it('of a rendition are valid for it alone', () => {
    expect(links().rendition('7_clip.mp4', 'h264')).toBe(
      '/api/media/clips/7_clip.mp4?rendition=h264',
    );
    const signed = links();
    signed.use(signing);
    const { pathname, query } = parse(signed.rendition('7_clip.mp4', 'h264', { sha256 }));
    expect(query).toMatchObject({ rendition: 'h264', version: '927d266aab34eae5' });
    expect(signed.isSigned(pathname, query)).toBe(true);
    const { expires, version, signature } = query;
    expect(signed.isSigned(pathname, { expires, version, signature })).toBe(false);
    const ofClip = parse(signed.clip('7_clip.mp4', { sha256 })).query;
    expect(signed.isSigned(pathname, { ...ofClip, rendition: 'h264' })).toBe(false);
  });

  it('name the version of the clip that they are for', () => {
    const signed = links();
    signed.use(signing);
    for (const link of [signed.clip('7_clip.mp4', { sha256 }), signed.poster(7, { sha256 })]) {
      expect(parse(link).query['version']).toBe('927d266aab34eae5');
    }
    expect(parse(signed.poster(7)).query).not.toHaveProperty('version');
  });

  it('are signed by whoever the work is for, and end when that one is removed', () => {
    const [anna, bert] = ['a'.repeat(64), 'b'.repeat(64)] as const;
    let all: readonly string[] = [anna, bert];
    let current: string | null = anna;
    const signed = links();
    signed.use({ ...signing, signers: { current: () => current, all: () => all } });
    const signerOf = (link: string) => signed.signerOf(parse(link).pathname, parse(link).query);
    const ofAnna = signed.clip('7_clip.mp4');
    current = bert;
    const ofBert = signed.clip('7_clip.mp4');
    const ofService = signed.clip('7_clip.mp4', { byService: true });
    expect([ofAnna, ofBert, ofService].map(signerOf)).toEqual([anna, bert, '']);
    all = [bert];
    expect([ofAnna, ofBert, ofService].map(signerOf)).toEqual([null, bert, '']);
    current = null;
    expect(signed.clip('7_clip.mp4', { sha256 })).toBe('/api/media/clips/7_clip.mp4');
  });
});
