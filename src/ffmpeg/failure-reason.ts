/** Sentences for what FFmpeg writes when it fails. The first that fits counts. */
const REASONS: readonly (readonly [said: RegExp, sentence: string])[] = [
  [
    /moov atom not found/,
    'The footage is an MP4 whose index is missing: it was not closed, or not copied completely. Copy it again.',
  ],
  [
    /(Unknown encoder|Encoder not found|No such filter|Protocol not found|Unknown input format|Requested output format .* is not)/,
    'This FFmpeg lacks a part that is needed. Install a complete build of FFmpeg.',
  ],
  [
    /(no decoder found for|Decoder .*not found|Unknown decoder|Could not find codec parameters)/,
    'FFmpeg does not know how to decode this footage. Install a complete build of FFmpeg, or set the camera to another codec.',
  ],
  [
    /Cannot allocate memory/,
    'FFmpeg needed more memory than it may use. Raise FFMPEG_MAX_MEMORY_BYTES, or lower the resolution of the camera.',
  ],
  [
    /Permission denied/,
    'FFmpeg may not read or write a file. Check the permissions of the footage and of the folder of the clips.',
  ],
  [
    /No such file or directory/,
    'The footage was deleted or moved while it was read. Register it at its new place.',
  ],
  [
    /(Input\/output error|Stale file handle|Connection timed out|Host is down)/,
    'The disk or network share of the footage did not answer. Check it, and ask again.',
  ],
  [
    /matches no streams|does not contain any stream/,
    'The footage lacks a track that it had when it was read first. Register it again.',
  ],
  [
    /(Picture size \S+ is invalid|exceeds specified max pixel count)/,
    'The pictures of the footage are larger than any camera makes. The file may be damaged.',
  ],
  [
    /(Invalid data found when processing input|error while decoding|Error submitting packet to decoder)/i,
    'FFmpeg could not decode the footage: it is damaged, incomplete or encrypted. Check it with a player, or ask for another interval.',
  ],
];

const UNKNOWN = 'FFmpeg could not process this footage. The log has the details.';

/** Why FFmpeg failed, as a caller can use it: nothing that FFmpeg wrote is repeated. */
export function failureReason(stderr: string, signal: NodeJS.Signals | null): string {
  const known = REASONS.find(([said]) => said.test(stderr));
  if (known) return known[1];
  return signal
    ? `FFmpeg crashed on this footage (${signal}). Install another version of FFmpeg; the log has the details.`
    : UNKNOWN;
}
