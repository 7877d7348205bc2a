import { localInput } from '../../ffmpeg/local-input.js';
import type { AudioFacts } from '../../formats/media-facts.js';
import type { FilePart } from '../model/interval.js';
import type { VideoSource } from '../footage/video-source.js';
import { secondsOf } from './frame-times.js';

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
export interface TickRange {
  readonly first: number;
  readonly end: number;
  /**
   * The frame that is displayed at `first`, where none begins in the range: it is taken, and shown from
   * `first` on.
   */
  readonly displayed?: number;
}

/**
 * FFmpeg's arguments that encode exactly the frames of the range with the specification's settings.
 *
 * `-ss` alone is not exact (open GOPs, intra refresh), so FFmpeg seeks to an earlier keyframe and takes
 * the frames by their absolute timestamps; `metadata=print` reports each decoded frame on stdout.
 * MPEG-TS has one clock of 90 kHz for video and audio, and needs no edit list for either.
 */
export function transcodeArguments(job: Transcode, range: TickRange, seek: number): string[] {
  const { first, end } = range;
  const { video, audio, demuxer, startTimeSeconds } = job.facts;
  const unit = secondsOf(video.timeBase);
  const before = seek > startTimeSeconds ? ['-noaccurate_seek', '-ss', seconds(seek)] : [];
  return [
    ...['-copyts', ...localInput(job.path, demuxer, before)],
    ...['-map', `0:${video.index}`, '-vf', [...REPORT, ...pictureFilters(job, range)].join(',')],
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
  { first, end, displayed }: TickRange,
): string[] {
  const interlaced = video.fieldOrder !== null && video.fieldOrder !== 'progressive';
  const { width, height } = size;
  // A picture that has the size already, except for an odd row or column, is not scaled. FFmpeg compares
  // the sizes, as it knows them after rotation.
  const same = `lte(abs(iw-${width})\\,1)*lte(abs(ih-${height})\\,1)`;
  const scale = (side: string, to: number) => `if(${same}\\,${side}\\,${to})`;
  return [
    ...(displayed === undefined
      ? [`trim=start_pts=${first}:end_pts=${end}`]
      : [
          `trim=start_pts=${displayed}:end_pts=${displayed + 1}`,
          `setpts=PTS+${first - displayed}`,
        ]),
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

/** Without an exponent, which FFmpeg does not read. */
function seconds(value: number): string {
  return value.toFixed(6);
}
