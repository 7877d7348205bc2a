import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const FPS = 15;
const GOP = 60;

/** As cameras encode: closed groups of pictures, without B-frames. */
const ENCODERS = {
  libx264: [
    ...['-c:v', 'libx264', '-preset', 'veryfast', '-profile:v', 'high', '-bf', '0'],
    ...['-g', String(GOP), '-keyint_min', String(GOP), '-sc_threshold', '0'],
  ],
  libx265: [
    ...['-c:v', 'libx265', '-preset', 'ultrafast', '-tag:v', 'hvc1', '-x265-params'],
    `bframes=0:open-gop=0:scenecut=0:keyint=${GOP}:min-keyint=${GOP}:log-level=error`,
  ],
};
type Codec = keyof typeof ENCODERS;

/** A minute of 1080p at 4 Mbit/s with a keyframe every four seconds, repeated ten times. */
export async function tenMinutes(folder: string, codec: Codec): Promise<string> {
  const minute = join(folder, `minute-${codec}.mp4`);
  const rate = ['-b:v', '4M', '-maxrate', '4M', '-bufsize', '8M'];
  await encode('1920x1080', [...ENCODERS[codec], ...rate], minute);
  return repeated(minute, 10, join(folder, `ten-${codec}.mp4`));
}

/** Small pictures, so that ten hours fit on a disk. */
export async function hours(folder: string, minutes: number): Promise<string> {
  const minute = join(folder, 'small.mp4');
  await encode('640x360', [...ENCODERS.libx264, '-crf', '28'], minute);
  return repeated(minute, minutes, join(folder, `${minutes}.mp4`));
}

async function encode(size: string, encoder: string[], output: string): Promise<void> {
  await run('ffmpeg', [
    ...['-v', 'error', '-f', 'lavfi', '-i', `testsrc2=size=${size}:rate=${FPS}:duration=60`],
    ...['-f', 'lavfi', '-i', 'sine=sample_rate=48000:duration=60'],
    ...[...encoder, '-c:a', 'aac', '-pix_fmt', 'yuv420p', '-y', output],
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
