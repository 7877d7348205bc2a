import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const FPS = 15;
const GOP_SECONDS = 4;

/** A minute of 1080p at 4 Mbit/s with a keyframe every four seconds, repeated ten times. */
export async function tenMinutes(folder: string): Promise<string> {
  const minute = join(folder, 'minute.mp4');
  await encode('1920x1080', ['-b:v', '4M', '-maxrate', '4M', '-bufsize', '8M'], minute);
  return repeated(minute, 10, join(folder, 'ten.mp4'));
}

/** Small pictures, so that ten hours fit on a disk. */
export async function hours(folder: string, minutes: number): Promise<string> {
  const minute = join(folder, 'small.mp4');
  await encode('640x360', ['-crf', '28'], minute);
  return repeated(minute, minutes, join(folder, `${minutes}.mp4`));
}

async function encode(size: string, rate: string[], output: string): Promise<void> {
  const gop = String(FPS * GOP_SECONDS);
  await run('ffmpeg', [
    ...['-v', 'error', '-f', 'lavfi', '-i', `testsrc2=size=${size}:rate=${FPS}:duration=60`],
    ...['-f', 'lavfi', '-i', 'sine=sample_rate=48000:duration=60'],
    ...['-c:v', 'libx264', '-preset', 'veryfast', '-profile:v', 'high', '-bf', '0'],
    ...['-g', gop, '-keyint_min', gop, '-sc_threshold', '0', ...rate],
    ...['-c:a', 'aac', '-pix_fmt', 'yuv420p', '-y', output],
  ]);
}

async function repeated(minute: string, times: number, output: string): Promise<string> {
  const loop = ['-stream_loop', String(times - 1), '-i', minute];
  await run('ffmpeg', [
    '-v',
    'error',
    ...loop,
    '-c',
    'copy',
    '-movflags',
    '+faststart',
    '-y',
    output,
  ]);
  return output;
}
