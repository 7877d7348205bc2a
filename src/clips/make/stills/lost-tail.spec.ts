import { describe, expect, it } from '@jest/globals';
import type { StillDemuxer } from '../../../formats/still-demuxer.js';
import { isLostTail, TAIL_BYTES } from './lost-tail.js';

describe('isLostTail', () => {
  it('judges by the last 16 KiB of a file', () => {
    expect(TAIL_BYTES).toBe(16_384);
  });

  it.each<[string, StillDemuxer, string, number, boolean]>([
    ['a complete JPEG', 'jpeg_pipe', '1234ffd9', 0, false],
    ['a JPEG without its end mark', 'jpeg_pipe', '1234', 0, false],
    ['a few zeros', 'jpeg_pipe', '1234', 511, false],
    ['a block of zeros', 'jpeg_pipe', '1234', 512, true],
    ['nothing but zeros', 'jpeg_pipe', '', 16384, true],
    ['a JPEG padded with zeros', 'jpeg_pipe', '1234ffd9', 4096, false],
    ['a PNG padded with zeros', 'png_pipe', '49454e44ae426082', 4096, false],
    ['a PNG that lost its end', 'png_pipe', '4945', 4096, true],
    ['a WebP that lost its end', 'webp_pipe', '1234', 4096, true],
  ])('judges %s', (_, demuxer, bytes, zeros, expected) => {
    const tail = Buffer.concat([Buffer.from(bytes, 'hex'), Buffer.alloc(zeros)]);
    expect(isLostTail(tail, demuxer)).toBe(expected);
  });
});
