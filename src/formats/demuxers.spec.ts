import { describe, expect, it } from '@jest/globals';
import { DEMUXERS, demuxerNamed, demuxerOf } from './demuxers.js';
import { HEAD_BYTES } from './signature.js';
import { stillDemuxer } from './still-demuxer.js';

const bytes = (text: string) => Buffer.from(text.padEnd(1024, '\0'), 'latin1');

/** Packets of a transport stream with filler inside that looks like nothing. */
function packets(size: number, options: { junk?: number; prefix?: number; count?: number } = {}) {
  const { junk = 0, prefix = 0, count = 6 } = options;
  const packet = Buffer.alloc(size, 0xff);
  packet.set([0x47, 0x40, 0x11, 0x10], prefix);
  return Buffer.concat([Buffer.alloc(junk, 0x20), ...Array<Buffer>(count).fill(packet)]);
}

/** Of video or of a still frame. */
const nameOf = (head: Uint8Array) => demuxerOf(head)?.name ?? stillDemuxer(head);

describe('demuxerOf and stillDemuxer', () => {
  it.each([
    ['an MP4', bytes('\0\0\0\x20ftypisom'), 'mov'],
    ['a QuickTime file', bytes('\0\0\0\x14ftypqt  '), 'mov'],
    ['a QuickTime file without ftyp', bytes('\0\0\0\x08wide'), 'mov'],
    ['an MP4 with the index first', bytes('\0\0\x10\0moov'), 'mov'],
    ['a bare fragment', bytes('\0\0\0\x18styp'), 'mov'],
    ['Matroska or WebM', bytes('\x1a\x45\xdf\xa3\x01'), 'matroska'],
    ['MPEG-TS', packets(188), 'mpegts'],
    ['MPEG-TS of a few packets', packets(188, { count: 4 }), 'mpegts'],
    ['MPEG-TS cut inside a packet', packets(188).subarray(100), 'mpegts'],
    ['MPEG-TS after junk', packets(188, { junk: 1500, count: 12 }), 'mpegts'],
    ['MPEG-TS with time codes (m2ts)', packets(192, { prefix: 4 }), 'mpegts'],
    ['m2ts cut anywhere', packets(192, { prefix: 4, count: 7 }).subarray(57), 'mpegts'],
    ['FLV', bytes('FLV\x01\x05'), 'flv'],
    ['AVI', bytes('RIFF\x24\0\0\0AVI LIST'), 'avi'],
    ['MPEG-PS', bytes('\0\0\x01\xba\x44'), 'mpeg'],
    ['JPEG', bytes('\xff\xd8\xff\xe0'), 'jpeg_pipe'],
    ['PNG', bytes('\x89PNG\r\n\x1a\n'), 'png_pipe'],
    ['WebP', bytes('RIFF\x24\0\0\0WEBPVP8 '), 'webp_pipe'],
  ])('recognise %s', (_name, head, demuxer) => {
    expect(nameOf(head.subarray(0, HEAD_BYTES))).toBe(demuxer);
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['zeros', Buffer.alloc(4096)],
    ['an HLS playlist', bytes('#EXTM3U\n#EXT-X-VERSION:3\n/etc/passwd')],
    ['an HLS playlist with a mark', bytes('\xef\xbb\xbf#EXTM3U\n')],
    ['a DASH manifest', bytes('<?xml version="1.0"?><MPD>')],
    ['a concat script', bytes("ffconcat version 1.0\nfile '/etc/passwd'")],
    ['SVG', bytes('<svg xmlns="http://www.w3.org/2000/svg">')],
    ['text of the sync byte alone', bytes('G'.repeat(1024))],
    ['too few packets', packets(188, { count: 3 })],
    ['packets that lose their step', Buffer.concat([packets(188), Buffer.alloc(188)])],
    ['a WAV', bytes('RIFF\x24\0\0\0WAVEfmt ')],
    ['a HEIF picture', bytes('\0\0\0\x18ftypheic')],
    ['an AVIF picture', bytes('\0\0\0\x18ftypavif')],
    ['raw H.264', bytes('\0\0\0\x01\x67\x42')],
    ['a magic cut short', Buffer.from('\x1a\x45', 'latin1')],
  ])('recognise nothing in %s', (_name, head) => {
    expect(nameOf(head)).toBeNull();
  });

  it('take a still frame for no video, and a video for no still frame', () => {
    expect(demuxerOf(bytes('\xff\xd8\xff\xe0'))).toBeNull();
    expect(stillDemuxer(bytes('\0\0\0\x20ftypisom'))).toBeNull();
  });
});

describe('demuxerNamed', () => {
  it('finds every demuxer of the list, each by a name of its own', () => {
    expect(DEMUXERS.map(({ name }) => demuxerNamed(name))).toEqual(DEMUXERS);
    expect(demuxerNamed('hls')).toBeNull();
  });
});
