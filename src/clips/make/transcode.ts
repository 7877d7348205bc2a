import type { FfmpegRunner } from '../../ffmpeg/ffmpeg-runner.js';
import { localInput } from '../../ffmpeg/local-input.js';
import type { AudioFacts } from '../../formats/media-facts.js';
import { ClipGenerationError } from '../model/clip-generation-error.js';
import type { FilePart } from '../model/interval.js';
import type { VideoSource } from '../footage/video-source.js';
import { FrameTimes, secondsOf, tickAtOrAfter } from './frame-times.js';

/** Decoding starts this much earlier: the first frames after the keyframe of an open GOP are broken. */
const LEAD_SECONDS = 5;
/** MPEG-TS cannot hold negative times, and audio begins before the first frame. */
const TIME_OFFSET_SECONDS = 20;

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** The part of a file to encode; an empty part stands for the one frame that is shown then. */
export interface Transcode extends FilePart {
  readonly path: string;
  readonly facts: VideoSource['facts'];
  /** The size that the pictures are fitted into; those that have it already are not scaled. */
  readonly size: PictureSize;
  /** An MPEG-TS file, whose packets are then copied into the clip. */
  readonly output: string;
}

/** In ticks of the video stream: `first` ≤ PTS < `end`. */
interface TickRange {
  readonly first: number;
  readonly end: number;
}

/**
 * FFmpeg's arguments that encode exactly the frames of the range with the specification's settings.
 *
 * `-ss` alone is not exact (open GOPs, intra refresh), so FFmpeg seeks to an earlier keyframe and takes
 * the frames by their absolute timestamps; `metadata=print` reports each decoded frame on stdout.
 * MPEG-TS has one clock of 90 kHz for video and audio, and needs no edit list for either.
 */
export function transcodeArguments(
  job: Transcode,
  { first, end }: TickRange,
  seek: number,
): string[] {
  const { video, audio, demuxer, startTimeSeconds } = job.facts;
  const unit = secondsOf(video.timeBase);
  const before = seek > startTimeSeconds ? ['-noaccurate_seek', '-ss', seconds(seek)] : [];
  return [
    ...['-copyts', ...localInput(job.path, demuxer, before)],
    ...[
      '-map',
      `0:${video.index}`,
      '-vf',
      [...REPORT, ...pictureFilters(job, first, end)].join(','),
    ],
    ...['-fps_mode', 'passthrough', '-enc_time_base', '-1'],
    ...['-c:v', 'libx264', '-preset', 'fast', '-crf', '23', '-bf', '0'],
    // x264 would copy captions, which may be data of the camera.
    ...['-a53cc', '0'],
    ...(audio ? audioArguments(audio) : []),
    ...[
      '-to',
      seconds(end * unit + 1),
      '-output_ts_offset',
      seconds(TIME_OFFSET_SECONDS - first * unit),
    ],
    ...['-muxdelay', '0', '-muxpreload', '0', '-f', 'mpegts', '-y', `file:${job.output}`],
  ];
}

/** The file's own metadata (Exif, PNG texts) is deleted first: it could look like a report. */
const REPORT = [
  'metadata=mode=delete',
  'metadata=mode=add:key=n:value=1',
  'metadata=mode=print:file=-:direct=1',
];

function pictureFilters(
  { facts: { video }, size }: Transcode,
  first: number,
  end: number,
): string[] {
  const interlaced = video.fieldOrder !== null && video.fieldOrder !== 'progressive';
  const { width, height } = size;
  // A picture that has the size already, except for an odd row or column, is not scaled. FFmpeg compares
  // the sizes, as it knows them after rotation.
  const same = `lte(abs(iw-${width})\\,1)*lte(abs(ih-${height})\\,1)`;
  const scale = (side: string, to: number) => `if(${same}\\,${side}\\,${to})`;
  return [
    `trim=start_pts=${first}:end_pts=${end}`,
    ...(interlaced ? ['yadif=mode=send_frame:deint=interlaced'] : []),
    `scale=w=${scale('iw', width)}:h=${scale('ih', height)}:force_original_aspect_ratio=decrease`,
    `pad=w=max(iw\\,${width}):h=max(ih\\,${height}):x=(ow-iw)/2:y=(oh-ih)/2`,
    `crop=${width}:${height}:0:0`,
    'format=yuv420p',
  ];
}

/** At 48 kHz a packet of AAC lasts 21 ms, like those that are copied; at 8 kHz it would last 128 ms. */
function audioArguments({ index, codec }: AudioFacts): string[] {
  const encoder = codec === 'aac' || codec === 'mp3' ? ['copy'] : ['aac', '-ar', '48000'];
  return ['-map', `0:${index}`, '-c:a', ...encoder];
}

/**
 * Encodes a part of a file. Returns from the first frame that was encoded to the end of the last one.
 *
 * @throws FfmpegError, ClipGenerationError `UNREADABLE_SOURCE` where there is no frame
 */
export async function transcode(
  runner: FfmpegRunner,
  job: Transcode,
  options: { signal?: AbortSignal; onProgress?: (fraction: number) => void } = {},
): Promise<FilePart> {
  const { video, startTimeSeconds } = job.facts;
  const unit = secondsOf(video.timeBase);
  const origin = video.startTimeSeconds;
  const { signal, onProgress } = options;

  for (const lead of [LEAD_SECONDS, 12 * LEAD_SECONDS, Infinity]) {
    const seek = Math.max(startTimeSeconds, origin + job.fromSeconds - lead);
    const range = await ticksOf(runner, job, seek, signal);
    const decoded = new FrameTimes();
    await runner.ffmpeg(transcodeArguments(job, range, seek), {
      ...(signal && { signal }),
      onOutput: (chunk) => {
        decoded.add(chunk);
        onProgress?.((decoded.latest - range.first) / (range.end - range.first));
      },
    });
    const shown = decoded.within(range.first, range.end);
    // The seek may land too late. A frame at or before the start proves that none is missing.
    const complete = seek <= startTimeSeconds || decoded.earliest <= range.first;
    if (!complete) continue;
    if (!shown) break;
    const lastEnd = shown.next ?? shown.last + 1 / ((video.frameRate ?? 25) * unit);
    return { fromSeconds: shown.first * unit - origin, toSeconds: lastEnd * unit - origin };
  }
  throw new ClipGenerationError(
    'UNREADABLE_SOURCE',
    'No picture of the footage could be read in this interval. The file may be damaged there.',
  );
}

/** The part in ticks. For an empty part, the frame that is shown then is looked up in the file. */
async function ticksOf(
  runner: FfmpegRunner,
  { path, facts: { video, demuxer }, fromSeconds, toSeconds }: Transcode,
  seek: number,
  signal?: AbortSignal,
): Promise<TickRange> {
  const tick = (fileSeconds: number) =>
    tickAtOrAfter(video.startTimeSeconds + fileSeconds, video.timeBase);
  const first = tick(fromSeconds);
  if (toSeconds > fromSeconds) return { first, end: tick(toSeconds) };
  const decoded = new FrameTimes();
  await runner.ffmpeg(
    [
      ...['-copyts', ...localInput(path, demuxer, ['-noaccurate_seek', '-ss', seconds(seek)])],
      ...['-map', `0:${video.index}`, '-vf', [...REPORT, `trim=end_pts=${first + 1}`].join(',')],
      ...['-fps_mode', 'passthrough', '-f', 'null', '-'],
    ],
    { onOutput: (chunk) => decoded.add(chunk), ...(signal && { signal }) },
  );
  const shown = decoded.within(-Infinity, first + 1)?.last ?? first;
  return { first: shown, end: shown + 1 };
}

/** Without an exponent, which FFmpeg does not read. */
function seconds(value: number): string {
  return value.toFixed(6);
}
