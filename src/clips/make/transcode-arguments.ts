import { localInput } from '../../ffmpeg/local-input.js';
import { demuxerNamed } from '../../formats/demuxers.js';
import type { FilePiece } from '../../formats/file-piece.js';
import type { AudioFacts } from '../../formats/media-facts.js';
import type { FilePart } from '../model/interval.js';
import { smallPictures } from '../../cut/head/small-pictures.js';
import type { VideoSource } from '../footage/video-source.js';
import { secondsOf } from './frame-times.js';
import { encoderArguments, type VideoEncoding } from './video-encoding.js';

/** MPEG-TS cannot hold negative times, and audio begins before the first frame. */
const TIME_OFFSET_SECONDS = 20;

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** The part of a file to encode; an empty part stands for the one frame that is shown then. */
export interface Transcode extends FilePart {
  readonly path: string;
  readonly piece?: FilePiece | undefined;
  readonly facts: VideoSource['facts'];
  /** The size that the pictures are fitted into; those that have it already are not scaled. */
  readonly size: PictureSize;
  readonly encoding: VideoEncoding;
  /** An MPEG-TS file, whose packets are then copied into the clip. */
  readonly output: string;
  /** A file for small pictures of what is decoded from a second before the part on. */
  readonly picturesPath: string;
  /** A file for a report of the packets that are decoded, where FFmpeg does not read from the beginning on. */
  readonly packetsPath: string;
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
 * FFmpeg's arguments that encode exactly the frames of the range.
 *
 * `-ss` alone is not exact (open GOPs, intra refresh), so FFmpeg seeks to an earlier keyframe and takes
 * the frames by their absolute timestamps; `metadata=print` reports each decoded frame on stdout.
 * MPEG-TS has one clock of 90 kHz for video and audio, and needs no edit list for either.
 */
export function transcodeArguments(job: Transcode, range: TickRange, seek: number): string[] {
  const { first } = range;
  const { video, audio, demuxer, startTimeSeconds } = job.facts;
  const unit = secondsOf(video.timeBase);
  // FFmpeg counts it from the start of the file, though timestamps are absolute.
  const after = seconds(seek - startTimeSeconds);
  const before = hasSought(job, seek) ? ['-noaccurate_seek', '-ss', after] : [];
  return [
    ...['-copyts', ...localInput(job.path, demuxer, [...rate(job), ...before], job.piece)],
    ...['-map', `0:${video.index}`, '-vf'],
    [...wholePictures(job), ...REPORT, ...taken(range), ...fitted(job)].join(','),
    ...['-fps_mode', 'passthrough', '-enc_time_base', '-1'],
    ...encoderArguments(job.encoding),
    ...(audio ? audioArguments(audio) : []),
    ...until(job, range),
    ...['-output_ts_offset', seconds(TIME_OFFSET_SECONDS - first * unit)],
    ...['-muxdelay', '0', '-muxpreload', '0', '-f', 'mpegts', '-y', `file:${job.output}`],
    ...smallPictures(`0:${video.index}`, `file:${job.picturesPath}`, [
      ...wholePictures(job),
      trim(pictureTicks(job, range)),
      ...fitted(job),
    ]),
    ...(hasSought(job, seek) ? packetReport(job, range, `file:${job.packetsPath}`) : []),
  ];
}

/** Whether FFmpeg seeks; otherwise it reads the file from its beginning. */
export function hasSought({ facts }: Pick<Transcode, 'facts'>, seek: number): boolean {
  return seek > facts.startTimeSeconds;
}

/** Reports the packets of the video up to the end of a range, which are not decoded for that. */
export function packetReport(job: Transcode, range: TickRange, output: string): string[] {
  const { index } = job.facts.video;
  // Also those before the time that FFmpeg was to seek to, and before the first keyframe.
  const all = ['-copyinkf', '-copypriorss', '1'];
  const copied = ['-map', `0:${index}`, '-c', 'copy', ...all, ...until(job, range)];
  return [...copied, '-f', 'framecrc', '-y', output];
}

/** FFmpeg reads until a second after the end. */
function until({ facts: { video } }: Transcode, { first, end }: TickRange): string[] {
  // FFmpeg counts it from 0, but from the first frame where that is before 0.
  return ['-to', seconds(Math.max(end, end - first) * secondsOf(video.timeBase) + 1)];
}

/**
 * Of which frames there are small pictures: also of those in the second before, which the clip may not be more like.
 * The first frame looks otherwise if it is deinterlaced without those before it, so there are none of these then.
 */
export function pictureTicks({ facts: { video } }: Transcode, range: TickRange): TickRange {
  const second = isInterlaced(video) ? 0 : Math.ceil(1 / secondsOf(video.timeBase));
  const { first, end } = takenTicks(range);
  return { first: first - second, end };
}

/** Which frames are encoded. */
export function takenTicks({ first, end, displayed }: TickRange): TickRange {
  return displayed === undefined ? { first, end } : { first: displayed, end: displayed + 1 };
}

function trim({ first, end }: TickRange): string {
  return `trim=start_pts=${first}:end_pts=${end}`;
}

/** The frames of the range, the first of which is shown from its start on at the earliest. */
function taken(range: TickRange): string[] {
  const { first, displayed } = range;
  const moved = displayed === undefined ? [] : [`setpts=PTS+${first - displayed}`];
  return [trim(takenTicks(range)), ...moved];
}

/** A timestamp for each frame, where they have none: its number. */
function rate({ facts: { demuxer, video } }: Transcode): string[] {
  return demuxerNamed(demuxer)?.hasTimes === false ? ['-r', String(video.frameRate)] : [];
}

/**
 * Leaves out what is decoded before the first keyframe, which refers to pictures that are missing: at the
 * beginning of footage, and where FFmpeg seeks into a group of pictures. The decoder of H.264 does so itself,
 * and knows of intra refresh, which has no keyframes.
 */
function wholePictures({ facts: { video } }: Transcode): string[] {
  return video.codec === 'h264' ? [] : ["select='st(0,max(ld(0),key))'"];
}

/** The file's own metadata (Exif, PNG texts) is deleted first: it could look like a report. */
const REPORT = [
  'metadata=mode=delete',
  'metadata=mode=add:key=n:value=1',
  'metadata=mode=print:file=-:direct=1',
];

function fitted({ facts: { video }, size, encoding }: Transcode): string[] {
  const { width, height } = size;
  // A picture that has the size already, except for an odd row or column, is not scaled. FFmpeg compares
  // the sizes, as it knows them after rotation.
  const same = `lte(abs(iw-${width})\\,1)*lte(abs(ih-${height})\\,1)`;
  const scale = (side: string, to: number) => `if(${same}\\,${side}\\,${to})`;
  return [
    ...(isInterlaced(video) ? ['yadif=mode=send_frame:deint=interlaced'] : []),
    `scale=w=${scale('iw', width)}:h=${scale('ih', height)}:force_original_aspect_ratio=decrease`,
    `pad=w=max(iw\\,${width}):h=max(ih\\,${height}):x=(ow-iw)/2:y=(oh-ih)/2`,
    `crop=${width}:${height}:0:0`,
    `format=${encoding.pixelFormat}`,
  ];
}

function isInterlaced({ fieldOrder }: VideoSource['facts']['video']): boolean {
  return fieldOrder !== null && fieldOrder !== 'progressive';
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
