import type { FfmpegRunner } from '../../ffmpeg/ffmpeg-runner.js';
import { localInput } from '../../ffmpeg/local-input.js';
import type { AudioFacts } from '../../formats/media-facts.js';
import { ClipGenerationError } from '../model/clip-generation-error.js';
import type { VideoSource } from '../footage/video-source.js';
import { FrameTimes, secondsOf, tickAtOrAfter } from './frame-times.js';

/** Decoding starts this much earlier: what follows a keyframe of an open GOP at once is not whole. */
const LEAD_SECONDS = 5;
/** MPEG-TS cannot hold negative times, and audio begins before the first frame. */
const TIME_OFFSET_SECONDS = 20;

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** A stretch of one file to be encoded. */
export interface Transcode {
  readonly path: string;
  readonly facts: VideoSource['facts'];
  /** Half-open, in seconds after the file's first frame. Equal: the one frame shown then. */
  readonly from: number;
  readonly to: number;
  /** What the pictures are fitted into; where they have that size already, nothing is scaled. */
  readonly size: PictureSize;
  /** An MPEG-TS file, whose packets are then joined into the clip. */
  readonly output: string;
}

export interface Transcoded {
  /** Of the first frame, and of the end of the last one, in seconds after the file's first frame. */
  readonly from: number;
  readonly to: number;
}

/** Ticks of the video stream. */
interface TickWindow {
  readonly first: number;
  readonly end: number;
}

/**
 * FFmpeg's arguments for the encoded stretch: the specification's encoder settings, on exactly the frames
 * with `first` ≤ PTS < `end`.
 *
 * `-ss` alone is not exact (open GOPs, intra refresh), so the seek goes to an earlier keyframe and the
 * frames are picked by their absolute timestamps; `metadata=print` reports on stdout each one that was
 * decoded. MPEG-TS keeps picture and sound on one clock of 90 kHz, and needs no edit list for either.
 */
export function transcodeArguments(
  job: Transcode,
  { first, end }: TickWindow,
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
    // Captions are data of the camera's, which x264 would take over.
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

/** What the file says of its pictures (Exif, texts of PNG) goes first: it could look like a report. */
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
  // A picture of the size asked for, but for an odd row or column, passes unscaled; the comparison is
  // FFmpeg's, which knows the size after rotation.
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

/** Packets of 21 ms can be placed as exactly as the copied ones; at 8 kHz they would last 128 ms. */
function audioArguments({ index, codec }: AudioFacts): string[] {
  const encoder = codec === 'aac' || codec === 'mp3' ? ['copy'] : ['aac', '-ar', '48000'];
  return ['-map', `0:${index}`, '-c:a', ...encoder];
}

/** Encodes a stretch. Throws `FfmpegError`, or `ClipGenerationError` where no frame lies in it. */
export async function transcode(
  runner: FfmpegRunner,
  job: Transcode,
  options: { signal?: AbortSignal; onProgress?: (fraction: number) => void } = {},
): Promise<Transcoded> {
  const { video, startTimeSeconds } = job.facts;
  const unit = secondsOf(video.timeBase);
  const origin = video.startTimeSeconds;
  const { signal, onProgress } = options;

  for (const lead of [LEAD_SECONDS, 12 * LEAD_SECONDS, Infinity]) {
    const seek = Math.max(startTimeSeconds, origin + job.from - lead);
    const window = await ticksOf(runner, job, seek, signal);
    const decoded = new FrameTimes();
    await runner.ffmpeg(transcodeArguments(job, window, seek), {
      ...(signal && { signal }),
      onOutput: (chunk) => {
        decoded.add(chunk);
        onProgress?.((decoded.latest - window.first) / (window.end - window.first));
      },
    });
    const shown = decoded.within(window.first, window.end);
    // The seek may have landed late; only a frame at or before the start proves that none is missing.
    const whole = seek <= startTimeSeconds || decoded.earliest <= window.first;
    if (!whole) continue;
    if (!shown) break;
    const lastEnd = shown.next ?? shown.last + 1 / ((video.frameRate ?? 25) * unit);
    return { from: shown.first * unit - origin, to: lastEnd * unit - origin };
  }
  throw new ClipGenerationError(
    'UNREADABLE_SOURCE',
    'No picture could be read from the footage in this window. The file may be damaged there.',
  );
}

/** The window in ticks; that of an instant is the one frame shown then, which has to be looked for. */
async function ticksOf(
  runner: FfmpegRunner,
  { path, facts: { video, demuxer }, from, to }: Transcode,
  seek: number,
  signal?: AbortSignal,
): Promise<TickWindow> {
  const first = tickAtOrAfter(video.startTimeSeconds + from, video.timeBase);
  if (to > from) return { first, end: tickAtOrAfter(video.startTimeSeconds + to, video.timeBase) };
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

/** Fixed notation, since FFmpeg reads no exponents. */
function seconds(value: number): string {
  return value.toFixed(6);
}
