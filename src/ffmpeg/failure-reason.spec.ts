import { describe, expect, it } from '@jest/globals';
import { failureReason } from './failure-reason.js';

describe('failureReason', () => {
  it.each<[string, RegExp]>([
    [
      '[mov @ 0x1] moov atom not found\nfile:/a/b.mp4: Invalid data found when processing input',
      /index is missing/,
    ],
    [
      "[aost#0:0 @ 0x1] Unknown encoder 'libx264'\nError opening output files: Encoder not found",
      /lacks a part/,
    ],
    ["[AVFilterGraph @ 0x1] No such filter: 'yadif'", /lacks a part/],
    ['subfile,,start,0,end,9,,:/a/b.ts: Protocol not found', /lacks a part/],
    ['Decoding requested, but no decoder found for: av1', /how to decode/],
    ['[h264 @ 0x1] Error: Cannot allocate memory', /FFMPEG_MAX_MEMORY_BYTES/],
    ['file:/a/b.mp4: Permission denied', /permissions/],
    ['file:/a/b.mp4: No such file or directory', /deleted or moved/],
    ['file:/a/b.mp4: Input/output error', /network share/],
    ["Stream map '0:1' matches no streams.", /lacks a track/],
    ['[h264 @ 0x1] Picture size 65536x65536 is invalid', /larger than any camera/],
    ['file:/a/b.mp4: Invalid data found when processing input', /could not decode the footage/],
    ['[h264 @ 0x1] error while decoding MB 3 4, bytestream -7', /could not decode the footage/],
    ['secret /etc/passwd: something else', /The log has the details/],
    ['', /The log has the details/],
  ])('of %j', (stderr, reason) => {
    expect(failureReason(stderr, null)).toMatch(reason);
    expect(failureReason(stderr, null)).not.toContain('/');
  });

  it('of a process that crashed', () => {
    expect(failureReason('', 'SIGSEGV')).toMatch(/crashed on this footage \(SIGSEGV\)/);
  });
});
