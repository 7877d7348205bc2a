/** FFmpeg's names of the demuxers that recorded video is opened with. */
export const VIDEO_DEMUXERS = ['mov', 'matroska', 'mpegts', 'flv', 'avi', 'mpeg'] as const;
export type VideoDemuxer = (typeof VIDEO_DEMUXERS)[number];
/** FFmpeg's names of the demuxers that still frames are opened with. */
export type StillDemuxer = 'jpeg_pipe' | 'png_pipe' | 'webp_pipe';
export type Demuxer = VideoDemuxer | StillDemuxer;

/** As many of a file's first bytes as telling its demuxer takes; a shorter file has fewer. */
export const HEAD_BYTES = 4096;

/**
 * The demuxer for a file with these first bytes; null for whatever is neither recorded video nor a
 * still frame, playlists and scripts (HLS, DASH, concat) above all, since those name other files.
 */
export function demuxerOf(head: Uint8Array): Demuxer | null {
  return videoDemuxer(head) ?? stillDemuxer(head);
}

export function videoDemuxer(head: Uint8Array): VideoDemuxer | null {
  if (isIsoMedia(head)) return 'mov';
  if (matches(head, 0, '\x1a\x45\xdf\xa3')) return 'matroska';
  if (matches(head, 0, 'FLV\x01')) return 'flv';
  if (matches(head, 0, 'RIFF') && matches(head, 8, 'AVI ')) return 'avi';
  if (matches(head, 0, '\x00\x00\x01\xba')) return 'mpeg';
  if (isTransportStream(head)) return 'mpegts';
  return null;
}

export function stillDemuxer(head: Uint8Array): StillDemuxer | null {
  if (matches(head, 0, '\xff\xd8\xff')) return 'jpeg_pipe';
  if (matches(head, 0, '\x89PNG\r\n\x1a\n')) return 'png_pipe';
  if (matches(head, 0, 'RIFF') && matches(head, 8, 'WEBP')) return 'webp_pipe';
  return null;
}

/** Boxes that files of the MP4 and QuickTime family begin with (ISO/IEC 14496-12, QTFF). */
const FIRST_BOXES = 'ftyp styp moov moof mdat sidx emsg free skip wide pnot uuid'.split(' ');
/** Still pictures in the same container (HEIF, AVIF). */
const STILL_BRANDS = 'heic heix heim heis mif1 avif'.split(' ');

function isIsoMedia(head: Uint8Array): boolean {
  if (!FIRST_BOXES.some((type) => matches(head, 4, type))) return false;
  return !(matches(head, 4, 'ftyp') && STILL_BRANDS.some((brand) => matches(head, 8, brand)));
}

/** 188 bytes a packet (ISO/IEC 13818-1), or 192 with the time code of Blu-ray and AVCHD in front. */
const TS_PACKET_SIZES = [188, 192];
const TS_MIN_PACKETS = 4;

/** A recording may begin inside a packet, so the row of packets is looked for from any byte. */
function isTransportStream(head: Uint8Array): boolean {
  return TS_PACKET_SIZES.some((size) => {
    const lastStart = head.length - size * TS_MIN_PACKETS;
    for (let start = 0; start <= lastStart; start++) {
      if (isRowOfPackets(head, start, size)) return true;
    }
    return false;
  });
}

/** The second test of a packet: adaptation_field_control 00 is reserved, so plain text does not pass. */
function isRowOfPackets(head: Uint8Array, start: number, size: number): boolean {
  for (let at = start; at + 4 <= head.length; at += size) {
    if (head[at] !== 0x47 || ((head[at + 3] ?? 0) & 0x30) === 0) return false;
  }
  return true;
}

function matches(head: Uint8Array, at: number, magic: string): boolean {
  if (head.length < at + magic.length) return false;
  return [...magic].every((character, i) => head[at + i] === character.charCodeAt(0));
}
