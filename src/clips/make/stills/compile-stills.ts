import { mkdtemp } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { EventClipsError } from '../../../common/event-clips-error.js';
import type { FfmpegRunner } from '../../../ffmpeg/ffmpeg-runner.js';
import { onClipsFolder, removeFolder } from '../../../isolation/clips-folder.js';
import type { FileIsolation } from '../../../isolation/file-isolation.js';
import { STATS } from '../../../media/footage/footage-tasks.js';
import type { ClipFormat } from '../../../media/storage/clip-file.js';
import { ClipGenerationError } from '../../model/clip-generation-error.js';
import { decodable } from './decodable.js';
import { mostCommonSize, pictureFrame } from './picture-frame.js';
import { describeSkipped } from './describe-skipped.js';
import { readStills, type SkippedStill, type Still } from './read-stills.js';
import { gifArguments, mp4Arguments, type StillPictures } from './still-arguments.js';
import { linkStills, writeLists } from './still-lists.js';

/** Browsers show a picture of a GIF for 10/100 s if it should last less than 2/100 s. */
const MAX_GIF_FPS = 50;
const REMEDY = 'Give complete JPEG, PNG or WebP pictures of 64 megapixels at most.';
/** Enough for the colours of an event. */
const PALETTE_STILLS = 32;

export interface StillsJob {
  /** In the order shown; absolute and inside the footage roots. */
  readonly paths: readonly string[];
  /** Where they are touched. */
  readonly footage: FileIsolation;
  /** Whole frames per second, 1 to 60; 50 at most in a GIF. */
  readonly fps: number;
  readonly format: ClipFormat;
  /** A longer GIF is cut off here. */
  readonly gifMaxSeconds: number;
  /** Absolute. After a failure, the caller removes the file. */
  readonly output: string;
  /** An existing folder, in which a temporary one for scripts is created and removed. */
  readonly workFolder: string;
  readonly signal?: AbortSignal;
  /** From 0 to 1. */
  readonly onProgress?: (fraction: number) => void;
}

export interface CompiledStills {
  /** Stills shown, each for the same time. */
  readonly frames: number;
  /** The paths of those that are shown, unless their pictures turned out to be damaged. */
  readonly shown: readonly string[];
  /** How many were left out, because they are missing, damaged, too large or of another format. */
  readonly skipped: number;
  /** Those of them that were left out before they were decoded. */
  readonly unusable: readonly SkippedStill[];
  readonly durationSeconds: number;
  readonly width: number;
  readonly height: number;
  /** Where a GIF was cut off, if it was. */
  readonly truncatedToSeconds?: number;
}

/**
 * Makes a clip of still frames, in any mixture of JPEG, PNG and WebP. Every valid still is shown for
 * exactly 1/fps seconds; the others are left out and counted. The clip has the size of most stills.
 *
 * @throws ClipGenerationError NO_VALID_IMAGES when none is valid, UNREADABLE_SOURCE when stills disappear
 * @throws FfmpegError
 */
export async function compileStills(runner: FfmpegRunner, job: StillsJob): Promise<CompiledStills> {
  const isGif = job.format === 'gif';
  const fps = isGif ? Math.min(job.fps, MAX_GIF_FPS) : job.fps;
  const most = isGif ? Math.max(1, Math.floor(job.gifMaxSeconds * fps)) : Infinity;

  // One more than can be shown, to find out whether the GIF is cut off.
  const { stills, skipped } = await readStills(job.footage, job.paths, most + 1);
  const shown = stills.slice(0, most);
  if (shown.length === 0) throw noValidImages(skipped);

  const prefix = join(job.workFolder, `${basename(job.output)}.`);
  const folder = await onClipsFolder(() => mkdtemp(prefix));
  try {
    const { frames, ...size } = await encode(runner, { ...job, fps }, shown, folder);
    return {
      frames,
      shown: shown.map(({ path }) => path),
      skipped: skipped.length + shown.length - frames,
      unusable: skipped,
      durationSeconds: frames / fps,
      ...size,
      ...(stills.length > most && { truncatedToSeconds: most / fps }),
    };
  } finally {
    await removeFolder(folder);
  }
}

async function encode(
  runner: FfmpegRunner,
  { fps, format, footage, output, signal, onProgress }: StillsJob,
  shown: readonly Still[],
  folder: string,
): Promise<{ frames: number; width: number; height: number }> {
  const stills = await linkStills(shown, folder);
  const all = await writeLists(stills, fps, folder, 'all');
  const lists = await decodable(runner, all, signal);
  if (lists.length < all.length) await checkPresent(footage, shown);
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
  if (frames < stills.length) await checkPresent(footage, shown);
  return { frames, ...frame.size };
}

/** At most `count` elements, evenly spread over the list. */
function evenSample<T>(list: readonly T[], count: number): T[] {
  const step = Math.max(1, list.length / count);
  return list.filter((_, i) => Math.floor(i / step) > Math.floor((i - 1) / step));
}

/** FFmpeg treats a missing still as the end of its list, and would make a shorter clip. */
async function checkPresent(footage: FileIsolation, stills: readonly Still[]): Promise<void> {
  for (const { path } of stills) {
    await footage.run(path, STATS, path).catch((cause: unknown) => {
      if (cause instanceof EventClipsError) throw cause;
      throw new ClipGenerationError(
        'UNREADABLE_SOURCE',
        'Still frames disappeared while the clip was being made. Request it again to use those that are left.',
        { cause },
      );
    });
  }
}

function noValidImages(unusable: readonly SkippedStill[] = []): ClipGenerationError {
  return new ClipGenerationError(
    'NO_VALID_IMAGES',
    ['None of the still frames could be read.', describeSkipped(unusable), REMEDY]
      .filter(Boolean)
      .join(' '),
  );
}
