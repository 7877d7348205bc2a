import { localInput } from '../../ffmpeg/local-input.js';
import { CLIP_DEMUXERS } from '../../media/storage/clip-file.js';
import { type PreviewPlan, SOUND_BITS_PER_SECOND } from '../model/preview-plan.js';

/** Fine enough to divide the times of any clip by its speed. */
const TIME_BASE = '1/90000';
/** What a picture needs at most where its bits are not limited, by libx264's scale of 0 to 51. */
const CRF = '26';

/**
 * FFmpeg's arguments that encode a preview of a clip. Its bits are limited by a buffer of one second (VBV): the file has
 * at most those of its length and one second more, unless the pictures cannot be compressed so far.
 */
export function previewArguments(input: string, output: string, plan: PreviewPlan): string[] {
  const { speed, framesPerSecond, maxHeight, bitsPerSecond, hasSound } = plan;
  const filters = [
    `settb=${TIME_BASE}`,
    `setpts=(PTS-STARTPTS)/${speed.toFixed(6)}`,
    `fps=${framesPerSecond.toFixed(3)}`,
    // Even, as H.264 requires.
    `scale=w=-2:h=min(${maxHeight}\\,trunc(ih/2)*2)`,
    'format=yuv420p',
  ];
  const rate =
    bitsPerSecond === null
      ? []
      : ['-maxrate', String(bitsPerSecond), '-bufsize', String(bitsPerSecond)];
  const sound = hasSound
    ? ['-map', '0:a:0?', '-c:a', 'aac', '-b:a', String(SOUND_BITS_PER_SECOND), '-ac', '1']
    : [];
  return [
    ...localInput(input, CLIP_DEMUXERS.mp4),
    ...['-map', '0:v:0', '-vf', filters.join(',')],
    ...['-c:v', 'libx264', '-preset', 'fast', '-crf', CRF, ...rate, '-bf', '0', '-a53cc', '0'],
    ...sound,
    ...['-map_metadata', '-1', '-map_chapters', '-1', '-movflags', '+faststart'],
    ...['-f', 'mp4', '-y', `file:${output}`],
  ];
}
