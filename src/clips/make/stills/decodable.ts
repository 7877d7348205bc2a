import { FfmpegError } from '../../../ffmpeg/ffmpeg-error.js';
import type { FfmpegRunner } from '../../../ffmpeg/ffmpeg-runner.js';
import { checkArguments } from './still-arguments.js';
import type { StillList } from './still-lists.js';

/**
 * The lists with at least one still that decodes. FFmpeg needs a picture of each input to set up its
 * filters, and would fail for the whole clip. Reading stops at the first picture, usually the first still.
 */
export async function decodable(
  runner: FfmpegRunner,
  lists: readonly StillList[],
  signal?: AbortSignal,
): Promise<StillList[]> {
  const decodable: StillList[] = [];
  for (const list of lists) {
    if (await hasPicture(runner, list, signal)) decodable.push(list);
  }
  return decodable;
}

async function hasPicture(
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
