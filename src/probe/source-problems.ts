import { otherKindOf } from '../formats/other-files.js';

/**
 * Why a file is not readable footage, and what to do: each continues a sentence that begins with the
 * file's name.
 */
export const NO_FILE = 'is a folder, a pipe or a device. Give the path of a video file.';
export const EMPTY = 'is empty. Give it again when its recording has been written.';
export const NO_VIDEO = 'holds sound, but no video track. Give a recording with video.';
export const NO_TRACK =
  'has no track of video or audio that can be decoded. Check it with a player: it may be encrypted, or of a codec that the FFmpeg of this server does not know.';

const GIVE =
  'Give a complete MP4, MOV, MKV, MPEG-TS, MPEG-PS, AVI, FLV, ASF, DAV, H.264 or HEVC recording.';
const ZEROS =
  'begins with zeros, not video: its data was never written. Get it from the recorder again.';
const NO_INDEX =
  'is an MP4 whose index (moov) is missing: it was not closed, or not copied completely. Copy it again when the recorder has closed it; if the original is alike, repair it with untrunc.';

/** A file that is of no format of video, by its first bytes. */
export function otherFile(head: Uint8Array): string {
  if (head.every((byte) => byte === 0)) return ZEROS;
  const kind = otherKindOf(head);
  return kind
    ? `is ${kind}, not video. ${GIVE}`
    : `is of no known video format, or it is encrypted or damaged. ${GIVE}`;
}

/** A file that the system did not open. */
export function notOpened(code = 'unknown error'): string {
  return code === 'EACCES' || code === 'EPERM'
    ? 'may not be read by this service. Change its permissions.'
    : `could not be opened (${code}). Check its disk or network share.`;
}

/** What people call the formats, by FFmpeg's names of their demuxers. */
const FORMATS: Readonly<Record<string, string>> = {
  mov: 'MP4',
  matroska: 'Matroska',
  mpegts: 'MPEG-TS',
  mpeg: 'an MPEG program stream',
  flv: 'FLV',
  avi: 'AVI',
  asf: 'ASF (Windows Media)',
  dhav: 'DAV',
  h264: 'raw H.264',
  hevc: 'raw HEVC',
};

/** A file of a known format that ffprobe could not read, by the end of what it wrote. */
export function unreadable(demuxer: string, stderr: string): string {
  if (stderr.includes('moov atom not found')) return NO_INDEX;
  const format = FORMATS[demuxer] ?? 'video';
  return `begins like ${format}, but it is incomplete or damaged. Copy it again, or write it again with: ffmpeg -i damaged -c copy repaired.mp4`;
}
