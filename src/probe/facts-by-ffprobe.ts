import { FfmpegError } from '../ffmpeg/ffmpeg-error.js';
import type { FfmpegRunner, RunOptions } from '../ffmpeg/ffmpeg-runner.js';
import { localInput } from '../ffmpeg/local-input.js';
import type { Demuxer } from '../formats/demuxer.js';
import type { FilePiece } from '../formats/file-piece.js';
import { REORDER_LIMIT } from '../formats/file-times.js';
import type { MediaFacts, VideoFacts } from '../formats/media-facts.js';
import { evenlyTimed } from './even-times.js';
import { readFacts, readDuration } from './ffprobe-facts.js';
import { type FirstFrame, readFirstFrame } from './first-frame.js';
import { LastPackets, PACKET_FIELDS } from './last-packets.js';
import { checkSpan, UnreadableSourceError } from './media-errors.js';
import { unreadable } from './source-problems.js';

/** Reading an index takes milliseconds; only a hostile file needs longer, or a long one without an index. */
const TIMEOUT_MS = 30_000;
/** The last packets are searched from so long before the end on. */
const LAST_SECONDS = 10;

/** Reads a file's facts with ffprobe: first those of its streams, then the end of its video. */
export async function factsByFfprobe(
  runner: FfmpegRunner,
  path: string,
  demuxer: Demuxer,
  sizeBytes: number,
  signal?: AbortSignal,
  piece: FilePiece | null = null,
): Promise<MediaFacts> {
  const ffprobe = async (args: string[], more: RunOptions = {}) => {
    try {
      return await runner.ffprobe([...args, ...localInput(path, demuxer.name, [], piece)], {
        ...{ signal, timeoutMs: TIMEOUT_MS },
        ...more,
      });
    } catch (error) {
      if (!isAboutTheFile(error)) throw error;
      const problem = unreadable(demuxer.name, error.tail);
      throw new UnreadableSourceError(path, problem, { cause: error });
    }
  };
  const { stdout } = await ffprobe(['-of', 'json', '-show_format', '-show_streams']);
  const facts = readFacts(stdout.toString('utf8'), demuxer.name, sizeBytes);
  const { video, startTimeSeconds } = facts;
  if (!video) return facts;

  const ofVideo = ['-select_streams', String(video.index), '-show_entries'];
  const timed = demuxer.hasTimes === false ? await evenly(video) : await asThePacketsSay(video);
  checkSpan(path, timed);
  return { ...facts, video: timed };

  async function evenly(of: VideoFacts): Promise<VideoFacts> {
    const count = [...ofVideo, 'stream=nb_read_packets', '-count_packets'];
    const { stdout: counted } = await ffprobe(['-of', 'default=nk=1:nw=1', ...count]);
    return evenlyTimed(of, Number.parseInt(counted.toString('latin1')));
  }

  async function asThePacketsSay(of: VideoFacts): Promise<VideoFacts> {
    const duration = readDuration(stdout.toString('utf8'));
    const nearEnd = startTimeSeconds + (duration ?? Infinity) - LAST_SECONDS;
    const interval = ['-read_intervals', Math.min(nearEnd, BEYOND).toFixed(3)];
    let packets = await lastPackets(demuxer.canSeek === false ? [] : interval);
    // Some demuxers cannot seek, or the container's duration is wrong.
    if (!packets.areEnough) packets = await lastPackets([]);
    const first = packets.haveDecodingTimes ? await firstFrame() : null;
    const end = packets.endSeconds(demuxer.hasDurations);
    return {
      ...of,
      startTimeSeconds: first?.atSeconds ?? of.startTimeSeconds,
      endTimeSeconds: end && end + (first?.lateSeconds ?? 0),
    };
  }

  async function lastPackets(interval: readonly string[]): Promise<LastPackets> {
    const packets = new LastPackets();
    await ffprobe(['-of', 'compact=p=0', ...ofVideo, PACKETS, ...interval], {
      onOutput: (chunk) => packets.add(chunk),
    });
    return packets;
  }

  /** Where packets have only times of decoding, it takes a decoder to know when frames are shown. */
  async function firstFrame(): Promise<FirstFrame | null> {
    const beginning = ['-read_intervals', `%+#${REORDER_LIMIT}`];
    const { stdout: decoded } = await ffprobe(['-of', 'json', ...ofVideo, FRAMES, ...beginning]);
    return readFirstFrame(decoded.toString('utf8'), video!.timeBase);
  }
}

/** Whether the file is at fault, and not a missing FFmpeg, or one that cannot read a piece of a file. */
function isAboutTheFile(error: unknown): error is FfmpegError {
  return (
    error instanceof FfmpegError &&
    error.code === 'FFMPEG_FAILED' &&
    !error.tail.includes('Protocol not found')
  );
}

const PACKETS = `packet=${PACKET_FIELDS.join(',')}`;
const FRAMES = 'packet=dts:frame=best_effort_timestamp';
/** Later than any timestamp. Demuxers with an index then seek to the last keyframe. */
const BEYOND = 1e11;
