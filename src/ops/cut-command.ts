import { Command, Option } from 'commander';
import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, rm, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import {
  CLIP_CUTS,
  type ClipCut,
  VIDEO_CODEC_CHOICES,
  type VideoCodecChoice,
} from '../clips/model/clip-options.js';
import type { VideoFootage } from '../clips/footage/clip-sources.js';
import { coverageOf } from '../clips/footage/coverage.js';
import { shownText } from '../common/shown-name.js';
import { iso } from '../clips/model/interval.js';
import { produceVideo } from '../clips/make/produce-video.js';
import { TemporaryFiles } from '../clips/records/temporary-files.js';
import { type VerifiedClip, withTranscodeFallback } from '../clips/make/verified-clip.js';
import { verify } from '../clips/make/verify.js';
import { placedByAge } from '../clips/footage/source-placing.js';
import {
  piecesOf,
  placingsOf,
  readVideoSource,
  type VideoSource,
} from '../clips/footage/video-source.js';
import { readSettings } from '../config/settings.js';
import { namingOf } from '../events/placing/camera-naming.js';
import { FfmpegRunner } from '../ffmpeg/ffmpeg-runner.js';
import { MediaProbe } from '../probe/media-probe.js';
import { momentOf } from './moment.js';
import { ProgressBar } from './progress-bar.js';

interface CutOptions {
  at?: string;
  start?: string;
  end?: string;
  pre: string;
  post: string;
  output?: string;
  cut: ClipCut;
  videoCodec: VideoCodecChoice;
}

/** `event-clips cut`: a clip of a video file, without a server or a database. */
export function cutCommand(): Command {
  return new Command('cut')
    .description('cut a clip out of a video file, frame-exact and without a server')
    .argument('<input>', 'the video file')
    .option('--at <moment>', 'the moment of interest: 12.5, 1:02:03 or 2026-01-03T10:30:00Z')
    .option('--pre <seconds>', 'seconds before it', '5')
    .option('--post <seconds>', 'seconds after it', '5')
    .option('--start <moment>', 'where the clip starts, instead of --at')
    .option('--end <moment>', 'where the clip ends, instead of --at')
    .option('-o, --output <file>', 'the clip to write (default: <input>_clip.mp4 in this folder)')
    .addOption(new Option('--cut <way>', 'how it is cut').choices(CLIP_CUTS).default('smart'))
    .addOption(
      new Option('--video-codec <codec>', 'its codec; original keeps HEVC')
        .choices(VIDEO_CODEC_CHOICES)
        .default('h264'),
    )
    .action((input: string, options: CutOptions) => cutFile(input, options));
}

async function cutFile(input: string, options: CutOptions): Promise<void> {
  const began = performance.now();
  const { FFMPEG_PATH, FFPROBE_PATH, FFMPEG_MAX_MEMORY_BYTES, ...cameras } = readSettings();
  const runner = new FfmpegRunner({
    ffmpegPath: FFMPEG_PATH,
    ffprobePath: FFPROBE_PATH,
    maxMemoryBytes: FFMPEG_MAX_MEMORY_BYTES,
  });
  const path = resolve(input);
  const naming = namingOf({
    cameraTimezone: cameras.CAMERA_TIMEZONE,
    cameraFilePattern: cameras.CAMERA_FILE_PATTERN,
  });
  const placement = { startedAt: null, name: path, naming };
  const source = await readVideoSource(new MediaProbe(runner), path, placement);
  const window = windowOf(source, options);
  const segments = coverageOf(window, piecesOf(source));
  if (segments.length === 0)
    throw new RangeError(`The video lasts from 0 to ${secondsOf(source)} s.`);

  const name = `${basename(input, extname(input))}_clip.mp4`;
  const output = resolve(options.output ?? name);
  await refuseToReplace(output);
  const { produced, measured } = await make(runner, { kind: 'video', segments }, output, options);
  const [first, last] = [produced.shown[0], produced.shown.at(-1)];
  const guessed = placedByAge(placingsOf([source]));
  console.log(
    [
      shownText(output),
      `${produced.method}: ${produced.why}`,
      `${measured.frames} frames, ${measured.durationSeconds.toFixed(3)} s, ${measured.bytes} bytes`,
      ...(first && last ? [`${iso(first.startsAtMs)} to ${iso(last.endsAtMs)}`] : []),
      ...(guessed ? [guessed] : []),
      ...(produced.note ? [produced.note] : []),
      `made in ${((performance.now() - began) / 1000).toFixed(2)} s`,
    ].join('\n'),
  );
}

function windowOf({ startsAtMs }: VideoSource, { at, start, end, pre, post }: CutOptions) {
  const moment = (text: string) => momentOf(text, startsAtMs);
  const interval = (from: number, to: number) => {
    if (to < from) throw new RangeError('The clip would end before it starts.');
    return {
      startsAtMs: startsAtMs + Math.round(from * 1000),
      endsAtMs: startsAtMs + Math.round(to * 1000),
    };
  };
  if (at !== undefined) return interval(moment(at) - moment(pre), moment(at) + moment(post));
  if (start === undefined || end === undefined)
    throw new RangeError('Give --at, or --start and --end.');
  return interval(moment(start), moment(end));
}

async function make(
  runner: FfmpegRunner,
  footage: VideoFootage,
  output: string,
  { cut, videoCodec }: CutOptions,
): Promise<VerifiedClip> {
  const interrupted = new AbortController();
  const { signal } = interrupted;
  process.once('SIGINT', () => interrupted.abort());
  const bar = new ProgressBar();
  const files = new TemporaryFiles(besides(output), basename(output));
  const attempt = async (way: ClipCut): Promise<VerifiedClip> => {
    const path = files.path('mp4');
    const onProgress = (fraction: number) => bar.show(fraction);
    const produced = await produceVideo(runner, footage, {
      cut: way,
      videoCodec,
      output: path,
      files,
      signal,
      onProgress,
    });
    return {
      output: path,
      produced,
      measured: await verify(runner, path, 'mp4', produced, signal),
    };
  };
  try {
    const made = await withTranscodeFallback(attempt, cut, ({ message }) =>
      console.error(
        `The clip was not what was planned (${shownText(message)}), so all of it is encoded.`,
      ),
    );
    await copyFile(made.output, output, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
    return made;
  } finally {
    bar.clear();
    await files.discard();
  }
}

/** Temporary files are next to the clip, on the same disk. */
function besides(output: string) {
  return {
    path: (job: string, extension: string) =>
      join(dirname(output), `.${job}.${randomUUID()}.${extension}`),
    discard: (path: string) => rm(path, { force: true }),
  };
}

async function refuseToReplace(output: string): Promise<void> {
  const there = await stat(output).catch(() => null);
  if (there) throw new RangeError(`${output} exists already. Name another file with -o.`);
}

function secondsOf({ startsAtMs, endsAtMs }: VideoSource): string {
  return ((endsAtMs - startsAtMs) / 1000).toFixed(3);
}
