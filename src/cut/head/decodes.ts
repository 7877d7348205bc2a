import { Readable } from 'node:stream';
import { FfmpegError } from '../../ffmpeg/ffmpeg-error.js';
import type { FfmpegRunner } from '../../ffmpeg/ffmpeg-runner.js';

/**
 * Whether every picture of a byte stream (Annex B) decodes without an error.
 *
 * @param codec FFmpeg's name of it
 */
export async function decodes(
  runner: FfmpegRunner,
  codec: string,
  stream: Uint8Array,
  signal: AbortSignal,
): Promise<boolean> {
  const args = ['-xerror', '-err_detect', 'explode', '-protocol_whitelist', 'pipe', '-f', codec];
  try {
    await runner.ffmpeg([...args, '-i', 'pipe:0', '-f', 'null', '-'], {
      input: Readable.from([stream]),
      signal,
    });
    return true;
  } catch (error) {
    if (error instanceof FfmpegError && error.reason === 'failed') return false;
    throw error;
  }
}
