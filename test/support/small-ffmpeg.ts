import { join } from 'node:path';

const folder = process.env.SMALL_FFMPEG;

/**
 * Settings for a service with the small FFmpeg (`scripts/build-ffmpeg.sh`) in the folder `SMALL_FFMPEG`, which starts in
 * milliseconds; without that variable, with the system's FFmpeg. For suites that make many clips.
 */
export const smallFfmpeg: Readonly<Record<string, string>> = folder
  ? { FFMPEG_PATH: join(folder, 'ffmpeg'), FFPROBE_PATH: join(folder, 'ffprobe') }
  : {};
