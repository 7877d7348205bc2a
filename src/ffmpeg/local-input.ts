import { resolve } from 'node:path';

/** More is no camera's picture, and decoded takes gigabytes. */
export const MAX_PIXELS = 64 * 1024 * 1024;

/**
 * Arguments that open one local file as input, and nothing else that the file might point to.
 *
 * The demuxer is ours to name: guessed from hostile bytes it could be one that follows references
 * (HLS, concat). The whitelists keep demuxers that open others (subtitles inside AVI) from doing so, and
 * what a reference could reach to local files, and `file:` with an absolute path keeps a name with a colon or a leading dash from being a protocol or option.
 *
 * @param before further input options, such as `['-ss', '12.5']`
 */
export function localInput(
  path: string,
  demuxer: string,
  before: readonly string[] = [],
): string[] {
  return [
    '-protocol_whitelist',
    'file',
    '-format_whitelist',
    demuxer,
    '-f',
    demuxer,
    '-max_pixels',
    String(MAX_PIXELS),
    ...before,
    '-i',
    `file:${resolve(path)}`,
  ];
}
