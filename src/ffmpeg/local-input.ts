import { resolve } from 'node:path';

/** No camera has larger pictures, and decoding them would take gigabytes. */
export const MAX_PIXELS = 64 * 1024 * 1024;

/**
 * Arguments that open one local file as input, but nothing that the file refers to.
 *
 * They name the demuxer. From hostile bytes, FFmpeg could guess one that follows references (HLS, concat). The
 * whitelists stop demuxers that open others (for subtitles inside AVI), and limit references to local files.
 * `file:` with an absolute path prevents that a name with a colon or a leading dash is read as a protocol or an
 * option.
 *
 * A piece of the file is read by FFmpeg's `subfile`, which takes everything behind `,,:` as the name.
 *
 * @param before additional input options, such as `['-ss', '12.5']`
 */
export function localInput(
  path: string,
  demuxer: string,
  before: readonly string[] = [],
  piece?: { readonly fromByte: number; readonly toByte: number } | null,
): string[] {
  const name = `file:${resolve(path)}`;
  return [
    '-protocol_whitelist',
    piece ? 'file,subfile' : 'file',
    '-format_whitelist',
    demuxer,
    '-f',
    demuxer,
    '-max_pixels',
    String(MAX_PIXELS),
    ...before,
    '-i',
    piece ? `subfile,,start,${piece.fromByte},end,${piece.toByte},,:${name}` : name,
  ];
}
