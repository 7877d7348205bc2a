import { createHash } from 'node:crypto';
import { runFfmpeg } from './run-ffmpeg.js';

const SETS_AND_DELIMITERS = [7, 8, 9];

/**
 * A hash of each H.264 NAL unit of a file in decode order, without parameter sets and delimiters, so
 * that the same picture gives the same hashes in every container.
 */
export async function pictureHashes(file: string): Promise<string[]> {
  const { out } = await runFfmpeg(['-i', file, '-map', '0:v:0', '-c', 'copy', '-f', 'h264', '-']);
  return out
    .toString('latin1')
    .split('\0\0\x01')
    .map((nal) => nal.replace(/\0+$/, ''))
    .filter((nal) => nal && !SETS_AND_DELIMITERS.includes(nal.charCodeAt(0) & 0x1f))
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
