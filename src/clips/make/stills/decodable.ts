import { FfmpegError } from '../../../ffmpeg/ffmpeg-error.js';
import type { FfmpegRunner } from '../../../ffmpeg/ffmpeg-runner.js';
import { checkArguments } from './still-arguments.js';
import type { StillList } from './still-lists.js';

/**
 * The lists that hold at least one sound still. Any other gives FFmpeg no picture to build its filters
 * on, and it would give up the whole clip. Reading ends at the first sound still, mostly the very first.
 */
export async function decodable(
  runner: FfmpegRunner,
  lists: readonly StillList[],
  signal?: AbortSignal,
): Promise<StillList[]> {
  const sound: StillList[] = [];
  for (const list of lists) {
    if (await hasSoundStill(runner, list, signal)) sound.push(list);
  }
  return sound;
}

async function hasSoundStill(
  runner: FfmpegRunner,
  list: StillList,
  signal?: AbortSignal,
): Promise<boolean> {
  let frames = 0;
  try {
    await runner.ffmpeg(checkArguments(list), {
      signal,
      onProgress: (progress) => (frames = progress.frames),
    });
  } catch (error) {
    if (!(error instanceof FfmpegError) || error.reason !== 'failed') throw error;
  }
  return frames > 0;
}
