import { access, mkdtemp, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { FfmpegRunner } from '../../../ffmpeg/ffmpeg-runner.js';
import type { ClipFormat } from '../../../media/storage/clip-file.js';
import { ClipGenerationError } from '../../model/clip-generation-error.js';
import { decodable } from './decodable.js';
import { mostCommonSize, pictureFrame } from './picture-frame.js';
import { readStills, type Still } from './read-stills.js';
import { gifArguments, mp4Arguments, type StillPictures } from './still-arguments.js';
import { linkStills, writeLists } from './still-lists.js';

/** Browsers show a GIF's picture that lasts less than 2/100 s for 10/100 s instead. */
const MAX_GIF_FPS = 50;
/** Enough to meet the colours of an event. */
const PALETTE_STILLS = 32;

export interface StillsJob {
  /** In the order shown; absolute and inside the footage roots. */
  readonly paths: readonly string[];
  /** Whole frames per second, 1 to 60; a GIF has 50 at most. */
  readonly fps: number;
  readonly format: ClipFormat;
  /** A GIF ends here, in seconds. */
  readonly gifMaxSeconds: number;
  /** Absolute. After a failure, what is there is the caller's to remove. */
  readonly output: string;
  /** An existing folder for scripts, in a folder named after the output that is removed again. */
  readonly workFolder: string;
  readonly signal?: AbortSignal;
  /** From 0 to 1. */
  readonly onProgress?: (fraction: number) => void;
}

export interface CompiledStills {
  /** Stills shown, each for the same time. */
  readonly frames: number;
  /** Stills passed over because they are missing, damaged, too large or of another kind. */
  readonly skipped: number;
  readonly durationSeconds: number;
  readonly width: number;
  readonly height: number;
  /** Seconds after which a GIF was ended, where stills were left. */
  readonly truncatedTo?: number;
}

/**
 * Makes a clip of still frames, JPEG, PNG and WebP in any mixture: every sound one is shown exactly
 * 1/fps seconds, the others are left out and counted. The clip has the size that most stills have.
 *
 * @throws ClipGenerationError NO_VALID_IMAGES when none is sound, UNREADABLE_SOURCE when stills vanish
 * @throws FfmpegError
 */
export async function compileStills(runner: FfmpegRunner, job: StillsJob): Promise<CompiledStills> {
  const isGif = job.format === 'gif';
  const fps = isGif ? Math.min(job.fps, MAX_GIF_FPS) : job.fps;
  const most = isGif ? Math.max(1, Math.floor(job.gifMaxSeconds * fps)) : Infinity;

  // one more than is shown tells whether any is left
  const { stills, skipped } = await readStills(job.paths, most + 1);
  const shown = stills.slice(0, most);
  if (shown.length === 0) throw noValidImages();

  const folder = await mkdtemp(join(job.workFolder, `${basename(job.output)}.`));
  try {
    const { frames, ...size } = await encode(runner, { ...job, fps }, shown, folder);
    return {
      frames,
      skipped: skipped + shown.length - frames,
      durationSeconds: frames / fps,
      ...size,
      ...(stills.length > most && { truncatedTo: most / fps }),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function encode(
  runner: FfmpegRunner,
  { fps, format, output, signal, onProgress }: StillsJob,
  shown: readonly Still[],
  folder: string,
): Promise<{ frames: number; width: number; height: number }> {
  const stills = await linkStills(shown, folder);
  const all = await writeLists(stills, fps, folder, 'all');
  const lists = await decodable(runner, all, signal);
  if (lists.length < all.length) await mustBeThere(shown);
  if (lists.length === 0) throw noValidImages();

  const frame = pictureFrame(mostCommonSize(stills), format);
  const pictures: StillPictures = { lists, fps, frame, output };
  let args: string[];
  if (format === 'gif') {
    const sample = await writeLists(evenSample(stills, PALETTE_STILLS), fps, folder, 'sample');
    const sampled = await decodable(runner, sample, signal);
    args = gifArguments(pictures, sampled.length > 0 ? sampled : lists);
  } else {
    args = mp4Arguments(pictures);
  }

  let frames = 0;
  await runner.ffmpeg(args, {
    signal,
    onProgress: (progress) => {
      frames = progress.frames;
      onProgress?.(Math.min(1, frames / stills.length));
    },
  });
  if (frames < stills.length) await mustBeThere(shown);
  return { frames, ...frame.size };
}

/** At most `count` of a list, evenly spread over it. */
function evenSample<T>(list: readonly T[], count: number): T[] {
  const step = Math.max(1, list.length / count);
  return list.filter((_, i) => Math.floor(i / step) > Math.floor((i - 1) / step));
}

/** FFmpeg takes a still that is not there for the end of its list: the clip would just be short. */
async function mustBeThere(stills: readonly Still[]): Promise<void> {
  for (const { path } of stills) {
    await access(path).catch((cause: unknown) => {
      throw new ClipGenerationError(
        'UNREADABLE_SOURCE',
        'Still frames disappeared while the clip was made. Ask again for those that are left.',
        { cause },
      );
    });
  }
}

function noValidImages(): ClipGenerationError {
  return new ClipGenerationError(
    'NO_VALID_IMAGES',
    'None of the still frames could be read. Give complete JPEG, PNG or WebP pictures.',
  );
}
