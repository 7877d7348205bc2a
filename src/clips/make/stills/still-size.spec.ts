import { describe, expect, it } from '@jest/globals';
import type { StillDemuxer } from '../../../formats/still-demuxer.js';
import { stillSize } from './still-size.js';

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');
const latin1 = (text: string) => Buffer.from(text, 'latin1');

const SOI = 'ffd8';
const APP0 = 'ffe0 0010 4a46494600010100000100010000';
/** Exif data with a thumbnail, a JPEG of 16x9 itself. */
const APP1 = 'ffe1 0013 457869660000 ffd8 ffc0 0008 08 0009 0010';
const DHT = 'ffc4 0004 0000';
const SOF = (marker: string) => `ff${marker} 0011 08 0438 0780 03 012200 021101 031101`;

const PNG = (width: string, height: string) =>
  Buffer.concat([latin1('\x89PNG\r\n\x1a\n\0\0\0\rIHDR'), hex(`${width}${height} 0802000000`)]);
const WEBP = (chunk: string, payload: string) =>
  Buffer.concat([latin1(`RIFF\0\0\0\0WEBP${chunk}\0\0\0\0`), hex(payload)]);

describe('stillSize', () => {
  it.each<[string, StillDemuxer, Buffer, [number, number] | null]>([
    ['baseline JPEG', 'jpeg_pipe', hex(SOI + APP0 + DHT + SOF('c0')), [1920, 1080]],
    ['progressive JPEG', 'jpeg_pipe', hex(SOI + APP0 + SOF('c2')), [1920, 1080]],
    ['JPEG with a thumbnail', 'jpeg_pipe', hex(SOI + APP1 + SOF('c0')), [1920, 1080]],
    ['JPEG with fill bytes', 'jpeg_pipe', hex(SOI + APP0 + 'ffff' + SOF('c0')), [1920, 1080]],
    ['JPEG that ends too early', 'jpeg_pipe', hex(SOI + APP0 + 'ffc0 0011 08 04'), null],
    ['JPEG without frame', 'jpeg_pipe', hex(SOI + APP0 + 'ffda 0008'), null],
    [
      'JPEG with a frame after its scan',
      'jpeg_pipe',
      hex(SOI + 'ffda 0004 0000' + SOF('c0')),
      null,
    ],
    ['JPEG without height', 'jpeg_pipe', hex(SOI + 'ffc0 0011 08 0000 0780 03'), null],
    ['no markers', 'jpeg_pipe', hex(SOI + '00'.repeat(99)), null],
    ['PNG', 'png_pipe', PNG('00000780', '00000438'), [1920, 1080]],
    [
      'PNG of the largest sides',
      'png_pipe',
      PNG('ffffffff', 'ffffffff'),
      [2 ** 32 - 1, 2 ** 32 - 1],
    ],
    ['PNG without width', 'png_pipe', PNG('00000000', '00000438'), null],
    [
      'PNG without IHDR',
      'png_pipe',
      latin1('\x89PNG\r\n\x1a\n\0\0\0\rIDAT' + '\x01'.repeat(9)),
      null,
    ],
    ['lossy WebP', 'webp_pipe', WEBP('VP8 ', '500100 9d012a 8047 3844'), [1920, 1080]],
    ['lossless WebP', 'webp_pipe', WEBP('VP8L', '2f 7fc70d01'), [1920, 1080]],
    ['extended WebP', 'webp_pipe', WEBP('VP8X', '00000000 7f0700 370400'), [1920, 1080]],
    ['WebP of another kind', 'webp_pipe', WEBP('ANMF', '00000000 7f0700 370400'), null],
    ['WebP that ends too early', 'webp_pipe', WEBP('VP8X', '00000000 7f07'), null],
  ])('reads %s', (_, demuxer, head, expected) => {
    const size = stillSize(head, demuxer);
    expect(size && [size.width, size.height]).toEqual(expected);
  });
});
