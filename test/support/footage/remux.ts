import { footage, type FootageOptions } from '../footage.js';
import { runFfmpeg } from './run-ffmpeg.js';

/** Writes footage again with other arguments, to make what FFmpeg does not make of pictures. */
export function remux(options: FootageOptions, ...args: string[]) {
  return async (path: string): Promise<unknown> =>
    runFfmpeg(['-i', await footage(options), '-c', 'copy', ...args, '-y', path]);
}

/**
 * Encodes footage with another time for each frame, in milliseconds. In MP4 and QuickTime the last frame lasts
 * `lastMs`.
 */
export function retimed(
  options: FootageOptions,
  timeMs: string,
  { count, lastMs }: { count: number; lastMs: number },
  ...args: string[]
) {
  const { codec = 'libx264', bFrames = 0 } = options;
  const coding = codec === 'libx264' ? ['-bf', String(bFrames)] : X265;
  const filter = `settb=1/1000,setpts='${timeMs}'`;
  return async (path: string): Promise<void> => {
    const keepsDurations = /\.(mp4|mov)$/.test(path);
    const encoded = keepsDurations ? `${path}.mp4` : path;
    // That of both files, because FFmpeg counts the duration in ticks of the first.
    const given = args.indexOf('-video_track_timescale');
    const timescale =
      given < 0 ? ['-video_track_timescale', '90000'] : args.slice(given, given + 2);
    await runFfmpeg([
      ...['-i', await footage(options), '-vf', filter, '-enc_time_base', '1:1000'],
      ...['-fps_mode', 'passthrough', '-c:v', codec, '-preset', 'ultrafast', '-g', '30', ...coding],
      ...(keepsDurations ? timescale : args),
      ...['-y', encoded],
    ]);
    if (!keepsDurations) return;
    const duration = `setts=pts=PTS:dts=DTS:duration='if(eq(N,${count - 1}),${lastMs}/1000/TB,DURATION)'`;
    await runFfmpeg(['-i', encoded, '-c', 'copy', '-bsf:v', duration, ...args, '-y', path]);
  };
}

const X265 = ['-x265-params', 'log-level=error:bframes=0', '-tag:v', 'hvc1'];

/** Leaves out frames of the beginning; what follows them up to the next keyframe refers to them. */
export function withoutFirst(options: FootageOptions, count: number, ...args: string[]) {
  const drop = ['-bsf:v', `noise=drop='lt(n,${count})'`];
  return remux(options, '-copyinkf', ...drop, ...args);
}
