import { Command, Option } from 'commander';
import { basename, extname, resolve } from 'node:path';
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
import { cutCamera } from './cut-camera.js';
import { instant } from './event-filter.js';
import { momentOf } from './moment.js';
import { besides, putInPlace, refuseToReplace } from './output-file.js';
import { ProgressBar } from './progress-bar.js';

interface CutOptions {
  at?: string;
  start?: string;
  end?: string;
  pre: string;
  post: string;
  camera?: string;
  from?: Date;
  to?: Date;
  output?: string;
  cut?: ClipCut;
  videoCodec?: VideoCodecChoice;
  json?: boolean;
}

const HELP = `
Of a video file, neither a server nor a database is used. Of a camera, the running service makes the clip as it does for
GET /api/cameras/{camera_id}/clip.mp4, and the command waits for it:
  event-clips cut --camera front --from 2026-01-03T10:30:00Z --to 2026-01-03T10:40:00Z -o front.mp4`;

/** `event-clips cut`: a clip of a video file, or of what a camera has recorded. */
export function cutCommand(): Command {
  return new Command('cut')
    .description(
      'cut a clip out of a video file, or out of the recordings of a camera, frame-exact',
    )
    .argument('[input]', 'the video file')
    .option('--at <moment>', 'the moment of interest: 12.5, 1:02:03 or 2026-01-03T10:30:00Z')
    .option('--pre <seconds>', 'seconds before it', '5')
    .option('--post <seconds>', 'seconds after it', '5')
    .option('--start <moment>', 'where the clip starts, instead of --at')
    .option('--end <moment>', 'where the clip ends, instead of --at')
    .addOption(
      new Option('--camera <id>', 'the camera, instead of a video file').conflicts([
        'at',
        'start',
        'end',
      ]),
    )
    .option('--from <instant>', 'where the clip of the camera starts', instant)
    .option('--to <instant>', 'where it ends, at most an hour later', instant)
    .option('-o, --output <file>', 'the clip to write (default: <input>_clip.mp4 in this folder)')
    .addOption(
      new Option('--cut <way>', 'how it is cut (default: smart; of a camera, CLIP_CUT)').choices(
        CLIP_CUTS,
      ),
    )
    .addOption(
      new Option(
        '--video-codec <codec>',
        'its codec; original keeps HEVC (default: h264; of a camera, CLIP_VIDEO_CODEC)',
      ).choices(VIDEO_CODEC_CHOICES),
    )
    .option('--json', 'of a camera: print what is known of the clip as JSON')
    .addHelpText('after', HELP)
    .action(cut);
}

async function cut(input: string | undefined, options: CutOptions): Promise<void> {
  const { camera: cameraId, from, to, output, json = false } = options;
  if (cameraId === undefined) {
    if (input === undefined) throw new RangeError('Name a video file, or a camera with --camera.');
    if (json) throw new RangeError('--json needs --camera.');
    if (from || to) throw new RangeError('--from and --to need --camera. For a file, give --start and --end.'); // prettier-ignore
    return cutFile(input, options);
  }
  if (input !== undefined) throw new RangeError('Name either a video file or a camera, not both.');
  if (!from || !to) throw new RangeError('Give --from and --to with --camera.');
  if (output === undefined) throw new RangeError('Name the clip to write with -o.');
  const query = { from, to, cut: options.cut, video_codec: options.videoCodec };
  return cutCamera({ cameraId, query, output, json });
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
  { cut = 'smart', videoCodec = 'h264' }: CutOptions,
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
    await putInPlace(made.output, output);
    return made;
  } finally {
    bar.clear();
    await files.discard();
  }
}

function secondsOf({ startsAtMs, endsAtMs }: VideoSource): string {
  return ((endsAtMs - startsAtMs) / 1000).toFixed(3);
}
