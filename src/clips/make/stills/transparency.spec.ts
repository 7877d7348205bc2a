import { describe, expect, it } from '@jest/globals';
import type { StillDemuxer } from '../../../formats/still-demuxer.js';
import { mayBeTransparent } from './transparency.js';

const webp = (chunk: string, payload: string) =>
  Buffer.concat([
    Buffer.from(`RIFF\0\0\0\0WEBP${chunk}\0\0\0\0`, 'latin1'),
    Buffer.from(payload, 'hex'),
  ]);

describe('mayBeTransparent', () => {
  it.each<[string, StillDemuxer, Buffer, boolean]>([
    ['a JPEG', 'jpeg_pipe', Buffer.from('ffd8', 'hex'), false],
    ['a PNG', 'png_pipe', Buffer.alloc(0), true],
    ['an extended WebP with it', 'webp_pipe', webp('VP8X', '10000000'), true],
    ['an extended WebP without it', 'webp_pipe', webp('VP8X', 'ef000000'), false],
    ['a lossless WebP with it', 'webp_pipe', webp('VP8L', '2f7fc70d11'), true],
    ['a lossless WebP without it', 'webp_pipe', webp('VP8L', '2f7fc7ffef'), false],
    ['a lossy WebP', 'webp_pipe', webp('VP8 ', '10101010'), false],
    ['a WebP that ends too early', 'webp_pipe', webp('VP8X', ''), false],
  ])('judges %s', (_, demuxer, head, expected) => {
    expect(mayBeTransparent(head, demuxer)).toBe(expected);
  });
});
