import { runFfmpeg } from './run-ffmpeg.js';

/**
 * A hash of each video packet in decode order, without parameter sets and delimiters, so that the same
 * picture gives the same hash in every container.
 */
export async function packetHashes(file: string): Promise<string[]> {
  const { out } = await runFfmpeg([
    ...['-i', file, '-map', '0:v:0', '-c', 'copy'],
    ...['-bsf:v', 'h264_mp4toannexb,filter_units=remove_types=7-9', '-f', 'framemd5', '-'],
  ]);
  const lines = out.toString().split('\n');
  return lines.filter((line) => /^\d/.test(line)).map((line) => line.split(',').at(-1)!.trim());
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
