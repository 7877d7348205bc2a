import { createHash } from 'node:crypto';
import { mkdir, rename, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runFfmpeg } from './footage/run-ffmpeg.js';
import { pictureSource } from './footage/picture.js';
import { soundSource } from './footage/sound.js';

export {
  firstAndLast,
  frameNumbers,
  type NumberedFrame,
  readFrameNumbers,
} from './footage/picture.js';
export { inputOf, readOutputs } from './footage/outputs.js';
export { soundErrors, soundErrorsIn, soundSamples, type SoundError } from './footage/sound.js';

/** Options of footage. The default is closed-GOP H.264 in MP4 without sound. */
export interface FootageOptions {
  seconds?: number;
  fps?: number;
  size?: `${number}x${number}`;
  container?: 'mp4' | 'mov' | 'mkv' | 'ts' | 'flv' | 'avi';
  codec?: 'libx264' | 'libx265' | 'mpeg4' | 'mjpeg';
  /** x264's name of the profile: `baseline`, `main`, `high`. */
  profile?: string;
  bFrames?: number;
  gopSeconds?: number;
  openGop?: boolean;
  intraRefresh?: boolean;
  /** Each frame is up to a third of a frame early or late. */
  vfr?: boolean;
  /** The number in the first frame. The sound corresponds to it. */
  startNumber?: number;
  audio?: AudioKind | null;
  /** Seconds by which the sound begins after the picture, and how long it lasts. */
  audioDelay?: number;
  audioSeconds?: number;
  /** Further `-x264-params`, such as `sps-id=31` or `slices=4`, and the same for x265. */
  x264Params?: string;
  x265Params?: string;
  /** Further output arguments, such as `-movflags` or `-output_ts_offset`. */
  extra?: readonly string[];
}

export const AUDIO_KINDS = {
  'aac-48k': ['aac', 48000],
  'aac-16k': ['aac', 16000],
  'aac-8k': ['aac', 8000],
  pcm_mulaw: ['pcm_mulaw', 8000],
  pcm_s16le: ['pcm_s16le', 16000],
  opus: ['libopus', 48000],
  mp3: ['libmp3lame', 44100],
  ac3: ['ac3', 48000],
} as const;

export type AudioKind = keyof typeof AUDIO_KINDS;

const FORMATS = {
  mp4: 'mp4',
  mov: 'mov',
  mkv: 'matroska',
  ts: 'mpegts',
  flv: 'flv',
  avi: 'avi',
} as const;

/**
 * Generates footage with a number in every picture and sound that encodes its time, so that a clip can be
 * compared with the request. Returns the path of the file. Equal options return the same file, which is kept in
 * the system's temporary folder and never changes.
 */
export async function footage(options: FootageOptions = {}): Promise<string> {
  const container = options.container ?? 'mp4';
  const args = footageArguments(options);
  const folder = join(tmpdir(), 'event-clips-footage');
  const name = createHash('sha256').update(JSON.stringify(args)).digest('hex').slice(0, 20);
  const path = join(folder, `${name}.${container}`);
  if (await exists(path)) return path;

  await mkdir(folder, { recursive: true });
  const unfinished = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  await runFfmpeg([...args, unfinished]);
  await rename(unfinished, path);
  return path;
}

/** FFmpeg's arguments for such footage, without the output path. */
export function footageArguments(options: FootageOptions): string[] {
  const { seconds = 6, fps = 15, size = '320x180', startNumber = 0, audio = null } = options;
  const args = ['-f', 'lavfi', '-i', pictureSource({ seconds, fps, size, startNumber })];
  if (audio) {
    const [, rate] = AUDIO_KINDS[audio];
    const delay = options.audioDelay ?? 0;
    const from = startNumber / fps + delay;
    const source = soundSource({ seconds: options.audioSeconds ?? seconds - delay, rate, from });
    args.push('-itsoffset', String(delay), '-f', 'lavfi', '-i', source);
  }
  if (options.vfr) {
    // 90 kHz, so that a frame can have any time
    const jitter = `round((N+0.33*sin(1.7*N))/${fps}/TB)`;
    args.push('-vf', `settb=1/90000,setpts='${jitter}'`, '-enc_time_base', '1:90000');
    args.push('-video_track_timescale', '90000');
  }
  args.push('-fps_mode', 'passthrough', ...videoArguments(options, fps));
  if (audio) args.push('-c:a', AUDIO_KINDS[audio][0], '-strict', '-2');
  return [...args, ...(options.extra ?? []), '-f', FORMATS[options.container ?? 'mp4'], '-y'];
}

function videoArguments(options: FootageOptions, fps: number): string[] {
  const { codec = 'libx264', bFrames = 0, gopSeconds = 2 } = options;
  const gop = String(Math.round(gopSeconds * fps));
  const args = ['-c:v', codec, '-threads', '1'];
  switch (codec) {
    case 'libx264': {
      const params = [options.x264Params, options.openGop && 'open-gop=1'].filter(Boolean);
      if (options.intraRefresh) params.push('intra-refresh=1');
      args.push('-preset', 'veryfast', '-crf', '23', '-pix_fmt', 'yuv420p');
      args.push('-g', gop, '-keyint_min', gop, '-sc_threshold', '0', '-bf', String(bFrames));
      if (options.profile) args.push('-profile:v', options.profile);
      if (params.length) args.push('-x264-params', params.join(':'));
      break;
    }
    case 'libx265':
      args.push('-preset', 'ultrafast', '-pix_fmt', 'yuv420p');
      if (['mp4', 'mov'].includes(options.container ?? 'mp4')) args.push('-tag:v', 'hvc1');
      args.push('-x265-params', x265Params(options, gop));
      break;
    case 'mpeg4':
      args.push('-q:v', '3', '-g', gop, '-bf', String(bFrames));
      break;
    case 'mjpeg':
      args.push('-q:v', '3', '-pix_fmt', 'yuvj420p');
  }
  return args;
}

/** x265 opens its groups of pictures and has B-frames, unless the options say otherwise. */
function x265Params({ openGop, bFrames, x265Params }: FootageOptions, gop: string): string {
  const params = ['log-level=error', `keyint=${gop}`, `min-keyint=${gop}`, 'scenecut=0'];
  if (bFrames !== undefined) params.push(`bframes=${bFrames}`);
  if (openGop !== undefined) params.push(`open-gop=${openGop ? 1 : 0}`);
  return [...params, ...(x265Params ? [x265Params] : [])].join(':');
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
