import { describe, expect, it } from '@jest/globals';
import type { ClipFormat } from '../../media/storage/clip-file.js';
import { type ClipVideoCodec, videoCodecOf } from './clip-video-codec.js';

describe('The video codec of a clip', () => {
  it.each<[ClipVideoCodec | null, string, ClipFormat, string | null]>([
    ['h264', 'an MP4 of H.264', 'mp4', 'avc1.64001F, mp4a.40.2'],
    ['hevc', 'an MP4 of HEVC', 'mp4', 'hvc1.1.6.L120.B0'],
    ['hevc', 'an MP4 of HEVC with sets in its packets', 'mp4', 'hev1.1.6.L120.B0, mp4a.40.2'],
    ['h264', 'an MP4 of a version that did not record its codecs', 'mp4', null],
    [null, 'a GIF', 'gif', null],
  ])('is %s for %s', (expected, _, format, codecs) => {
    expect(videoCodecOf({ format, codecs })).toBe(expected);
  });
});
