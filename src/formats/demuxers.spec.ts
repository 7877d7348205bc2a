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

const PACK = '\0\0\x01\xba\x44\0\x16\xfc\x84\x01\x01\x89\xc3\xf8';
const OLD_PACK = '\0\0\x01\xba\x21\0\x01\0\x01\x80\0\x01';
const AUDIO = '\0\0\x01\xc0';
const IMKH = `IMKH${'\0'.repeat(36)}`;
/** A frame of 32 bytes, or of another length. */
const davFrame = (type: string, length = ' ') => `DHAV${type}\0\0\0\0\0\0\0${length}\0\0\0`;
const ASF = '\x30\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9\x00\xaa\x00\x62\xce\x6c';

/** NAL units by their first bytes, behind start codes. */
const units = (...nals: string[]) => bytes(nals.map((nal) => `\0\0\0\x01${nal}`).join(''));
const H264 = { delimiter: '\x09\xf0', sei: '\x06\x05\x01', sps: '\x67\x64\0\x0c', pps: '\x68\xef' };
const HEVC = { vps: '\x40\x01\x0c', sps: '\x42\x01\x01', pps: '\x44\x01\xc0' };

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
    ['MPEG-PS of MPEG-1', bytes(`${OLD_PACK}${AUDIO}`), 'mpeg'],
    ['a download from Hikvision', bytes(`${IMKH}${PACK}${AUDIO}`), 'mpeg'],
    ['MPEG-PS after junk', bytes(`${'\xa5\0'.repeat(300)}${PACK}${AUDIO}`), 'mpeg'],
    ['MPEG-PS of MPEG-1 after junk', bytes(`junk${OLD_PACK}${AUDIO}`), 'mpeg'],
    [
      'MPEG-PS after junk, with stuffing',
      bytes(`junk${PACK.slice(0, -1)}\xfb\xff\xff\xff\0\0\x01\xbb`),
      'mpeg',
    ],
    ['ASF', bytes(ASF), 'asf'],
    ['DAV from a keyframe', bytes(davFrame('\xfd')), 'dhav'],
    ['DAV from another picture', bytes(davFrame('\xfc')), 'dhav'],
    ['DAV from sound', bytes(davFrame('\xf0')), 'dhav'],
    ['DAV from other data', bytes(davFrame('\xf1')), 'dhav'],
    [
      'DAV behind a header',
      bytes(`${'DAHUA'.padEnd(1024, '\0')}${davFrame('\xfd').padEnd(32, '\0')}`),
      'dhav',
    ],
    ['raw H.264', units(H264.sps, H264.pps), 'h264'],
    ['raw H.264 with short start codes', bytes(`\0\0\x01${H264.sps}\0\0\x01${H264.pps}`), 'h264'],
    ['raw H.264 with a delimiter', units(H264.delimiter, H264.sei, H264.sps, H264.pps), 'h264'],
    ['raw H.264 of low importance', units('\x27\x42\xe0\x0c', '\x28\xce'), 'h264'],
    ['raw HEVC', units(HEVC.vps, HEVC.sps, HEVC.pps), 'hevc'],
    ['raw HEVC with a delimiter', units('\x46\x01\x50', HEVC.vps, HEVC.sps, HEVC.pps), 'hevc'],
    ['raw HEVC without a VPS', units(HEVC.sps, HEVC.pps), 'hevc'],
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
    ['raw H.264 without a picture parameter set', units(H264.sps)],
    ['raw H.264 without a sequence parameter set', units(H264.pps, '\x65\x88')],
    ['raw H.264 from a picture', units('\x65\x88', H264.sps, H264.pps)],
    ['raw H.264 of no known profile', units('\x67\x01\0\x0c', H264.pps)],
    ['raw H.264 of a forbidden unit', units('\xe7\x64\0\x0c', H264.pps)],
    ['raw H.264 whose sets do not matter', units('\x07\x64\0\x0c', '\x08\xef')],
    ['raw H.264 after text', bytes(`#EXTM3U\n\0\0\x01${H264.sps}\0\0\x01${H264.pps}`)],
    ['raw H.264 behind a byte', bytes(`a\0\x01\0\0\x01${H264.sps}\0\0\x01${H264.pps}`)],
    ['raw HEVC of another layer', units('\x40\x09', '\x42\x09', '\x44\x09')],
    ['raw HEVC of a VPS alone', units(HEVC.vps)],
    ['raw HEVC without a picture parameter set', units(HEVC.vps, HEVC.sps)],
    ['MPEG-2 video without a container', bytes('\0\0\x01\xb3\x14\0\xf0')],
    ['MPEG-4 video without a container', bytes('\0\0\x01\xb0\x01\0\0\x01\xb5')],
    ['a script that begins like Hikvision', bytes('IMKH\n#EXTM3U\nfile:///etc/passwd')],
    ['the header of Hikvision alone', bytes(IMKH)],
    ['a pack before nothing', bytes(`IMKH${PACK}`)],
    ['a pack before a picture', bytes(`IMKH${PACK}\0\0\x01\0`)],
    ['a pack without its marks', bytes(`IMKH${PACK.replace('\x44', '\x05')}${AUDIO}`)],
    ['a pack that is cut off', Buffer.from(`junk${PACK}\0\0\x01`, 'latin1')],
    ['a playlist that begins like DAV', bytes('DHAV\n#EXTM3U\nfile:///etc/passwd')],
    ['a script that begins like DAV', bytes("DAHUA\nffconcat version 1.0\nfile '/etc/passwd'")],
    ['the header of DAV alone', bytes('DAHUA'.padEnd(1024, '\0'))],
    ['DAV of another type', bytes(davFrame('\xfe'))],
    ['DAV of no length', bytes(davFrame('\xfd', '\x17'))],
    ['DAV that is cut off', bytes(davFrame('\xfd')).subarray(0, 20)],
    ['a reference of Windows Media', bytes('[Reference]\r\nRef1=http://localhost/a.asf')],
    ['a playlist of Windows Media', bytes('<asx version="3.0"><entry><ref href="file:///a"/>')],
    ['ASF cut off', Buffer.from(ASF.slice(0, 15), 'latin1')],
    ['another GUID', bytes(ASF.slice(0, 15))],
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
