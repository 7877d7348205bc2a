import { createHash } from 'node:crypto';
import { runFfmpeg } from './run-ffmpeg.js';

const SETS_AND_DELIMITERS = [7, 8, 9];

/** What to compare of a NAL unit; null: nothing. */
const COMPARED = {
  /** All but parameter sets and delimiters. */
  h264: (nal: string) => (SETS_AND_DELIMITERS.includes(nal.charCodeAt(0) & 0x1f) ? null : nal),
  /** Slices without their header, since a copy may change their type. */
  hevc: (nal: string) => (((nal.charCodeAt(0) >> 1) & 0x3f) < 32 ? nal.slice(2) : null),
};

/**
 * A hash of each NAL unit of a file in decode order, so that the same picture gives the same hashes in every container.
 */
export async function pictureHashes(
  file: string,
  codec: keyof typeof COMPARED = 'h264',
): Promise<string[]> {
  const { out } = await runFfmpeg(['-i', file, '-map', '0:v:0', '-c', 'copy', '-f', codec, '-']);
  return out
    .toString('latin1')
    .split('\0\0\x01')
    .map((nal) => nal.replace(/\0+$/, ''))
    .flatMap((nal) => (nal ? (COMPARED[codec](nal) ?? []) : []))
    .map((nal) => createHash('md5').update(nal, 'latin1').digest('hex'));
}

/** The types of an MP4's boxes in the order of the file, with those inside `moov`. */
export function boxTypes(bytes: Buffer): string[] {
  const types: string[] = [];
  for (let at = 0; at + 8 <= bytes.length;) {
    const short = bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    const size = short === 1 ? Number(bytes.readBigUInt64BE(at + 8)) : short || bytes.length - at;
    types.push(type);
    if (['moov', 'trak', 'edts'].includes(type)) {
      types.push(...boxTypes(bytes.subarray(at + 8, at + size)));
    }
    at += size;
  }
  return types;
}
