import type { MediaFacts, VideoFacts } from '../ffmpeg/media-facts.js';
import type { FfmpegRunner } from '../ffmpeg/ffmpeg-runner.js';
import { localInput } from '../ffmpeg/local-input.js';
import { ClipGenerationError } from './clip-generation-error.js';
import { FrameTimes, secondsOf, tickAtOrAfter } from './frame-times.js';

/** Decoding starts this much earlier: what follows a keyframe of an open GOP at once is not whole. */
const LEAD_SECONDS = 5;

export interface Transcode {
  readonly path: string;
  readonly facts: MediaFacts & { video: VideoFacts };
  /** Half-open, in seconds after the file's first frame. Equal: the one frame shown then. */
  readonly from: number;
  readonly to: number;
  readonly output: string;
}

export interface Transcoded {
  readonly frames: number;
  /** Of the first frame, and of the end of the last one, in seconds after the file's first frame. */
  readonly from: number;
  readonly to: number;
}

/**
 * FFmpeg's arguments for the encoded clip: the specification's encoder settings, on exactly the frames
 * with `first` ≤ PTS < `end` (ticks of the stream).
 *
 * `-ss` alone is not exact (open GOPs, intra refresh), so the seek goes to an earlier keyframe and the
 * frames are picked by their absolute timestamps. `metadata=print` reports on stdout each timestamp that
 * was decoded. Without B-frames FFmpeg writes no edit list, which Firefox would ignore.
 */
export function transcodeArguments(
  job: Transcode,
  first: number,
  end: number,
  seek: number,
): string[] {
  const { video, audio, demuxer, startTimeSeconds } = job.facts;
  const unit = secondsOf(video.timeBase);
  const picture = [
    'metadata=mode=add:key=n:value=1',
    'metadata=mode=print:file=-:direct=1',
    `trim=start_pts=${first}:end_pts=${end}`,
    'setpts=PTS-STARTPTS',
    ...(isInterlaced(video) ? ['yadif=mode=send_frame:deint=interlaced'] : []),
    ...(video.width % 2 || video.height % 2 ? ['crop=floor(iw/2)*2:floor(ih/2)*2:0:0'] : []),
    'format=yuv420p',
  ];
  const sound = `atrim=start=${seconds(first * unit)}:end=${seconds(end * unit)},asetpts=PTS-STARTPTS`;
  const before = seek > startTimeSeconds ? ['-noaccurate_seek', '-ss', seconds(seek)] : [];
  return [
    ...['-copyts', ...localInput(job.path, demuxer, before)],
    ...['-map', `0:${video.index}`, '-vf', picture.join(','), '-fps_mode', 'passthrough'],
    ...['-c:v', 'libx264', '-preset', 'fast', '-crf', '23', '-bf', '0'],
    ...(audio ? ['-map', `0:${audio.index}`, '-af', sound, '-c:a', 'aac'] : []),
    ...['-map_metadata', '-1', '-map_chapters', '-1', '-movflags', '+faststart'],
    ...['-f', 'mp4', '-y', `file:${job.output}`],
  ];
}

/** Encodes a window of one file. Throws `FfmpegError`, or `ClipGenerationError` where no frame lies in it. */
export async function transcode(
  runner: FfmpegRunner,
  job: Transcode,
  options: { signal?: AbortSignal; onProgress?: (fraction: number) => void } = {},
): Promise<Transcoded> {
  const { video, startTimeSeconds } = job.facts;
  const unit = secondsOf(video.timeBase);
  const origin = video.startTimeSeconds;
  const window = {
    first: tickAtOrAfter(origin + job.from, video.timeBase),
    end: tickAtOrAfter(origin + job.to, video.timeBase),
  };
  const { onProgress, ...rest } = options;

  for (const lead of [LEAD_SECONDS, 12 * LEAD_SECONDS, Infinity]) {
    const seek = Math.max(startTimeSeconds, origin + job.from - lead);
    const { first, end } =
      job.to > job.from ? window : await shownAt(runner, job, window.first, seek);
    const decoded = new FrameTimes();
    await runner.ffmpeg(transcodeArguments(job, first, end, seek), {
      ...rest,
      onOutput: (chunk) => decoded.add(chunk),
      ...(onProgress && {
        onProgress: ({ outTimeSeconds }) => onProgress(outTimeSeconds / (job.to - job.from || 1)),
      }),
    });
    // The seek may have landed late; only a frame at or before the start proves that none is missing.
    if (seek > startTimeSeconds && !decoded.ticks.some((tick) => tick <= first)) continue;
    const ticks = decoded.ticks.filter((tick) => tick >= first && tick < end);
    if (ticks.length === 0) break;
    const next = decoded.ticks.find((tick) => tick >= end);
    const last = Math.max(...ticks.slice(-16));
    const lastEnd = next ?? last + 1 / (video.frameRate ?? 25) / unit;
    return {
      frames: ticks.length,
      from: Math.min(...ticks.slice(0, 16)) * unit - origin,
      to: lastEnd * unit - origin,
    };
  }
  throw new ClipGenerationError(
    'UNREADABLE_SOURCE',
    'No picture could be read from the footage in this window. The file may be damaged there.',
  );
}

/** The ticks of the one frame that is shown at an instant. */
async function shownAt(runner: FfmpegRunner, job: Transcode, tick: number, seek: number) {
  const decoded = new FrameTimes();
  const { video, demuxer } = job.facts;
  const filter = `metadata=mode=add:key=n:value=1,metadata=mode=print:file=-:direct=1,trim=end_pts=${tick + 1}`;
  await runner.ffmpeg(
    [
      ...['-copyts', ...localInput(job.path, demuxer, ['-noaccurate_seek', '-ss', seconds(seek)])],
      ...['-map', `0:${video.index}`, '-vf', filter, '-fps_mode', 'passthrough', '-f', 'null', '-'],
    ],
    { onOutput: (chunk) => decoded.add(chunk) },
  );
  const first = Math.max(-Infinity, ...decoded.ticks.filter((t) => t <= tick).slice(-16));
  return Number.isFinite(first) ? { first, end: first + 1 } : { first: tick, end: tick + 1 };
}

function isInterlaced(video: VideoFacts): boolean {
  return video.fieldOrder !== null && video.fieldOrder !== 'progressive';
}

/** Fixed notation, since FFmpeg reads no exponents. */
function seconds(value: number): string {
  return value.toFixed(6);
}
