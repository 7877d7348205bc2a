import type { EncodedPacket } from 'mediabunny';
import { UnreadableSourceError } from '../../ffmpeg/media-errors.js';
import { type CutObstacle, SmartCutNotPossible } from './cut-errors.js';
import type { Container, OpenSource } from './source/open-source.js';
import type { Sources } from './source/sources.js';
import { EPSILON, VideoStream } from './source/video-stream.js';
import { findStart } from './video-window.js';

/** What planning a cut has to know of a recording: plain data. Times in seconds. */
export interface SourceFacts {
  container: Container | null;
  video: SourceVideo | null;
  audio: SourceAudio | null;
  /** The file's own timestamp of its first frame, which all other times here are counted from. */
  startsAt: number | null;
  /** Null where the recording cannot be cut at all without encoding it: see `obstacle`. */
  window: SourceWindow | null;
  /**
   * Why nothing can be copied, or null. With `no_keyframe_inside` it can still be cut, exactly, though
   * all of it is encoded: of use where it is one of several stretches.
   */
  obstacle: CutObstacle | null;
}

export interface SourceVideo {
  /** `avc`, `hevc`, …; null where unknown. */
  codec: string | null;
  /** As in RFC 6381, such as `avc1.64001f`. */
  codecString: string | null;
  /** As shown: turned, with square pixels. */
  width: number;
  height: number;
  /** Degrees clockwise. */
  rotation: number;
}

export interface SourceAudio {
  codec: string | null;
  sampleRate: number;
  channels: number;
}

export interface SourceWindow {
  /** The first frame inside the window. */
  startsAt: number;
  /** The keyframe at or before it, where `copy` starts. */
  keyframeAt: number;
  /** The first keyframe inside the window, where `smart` begins to copy; null where there is none. */
  copiesFrom: number | null;
  /** How many frames `smart` has to encode. */
  headFrames: number;
}

/** Reads the index and the frames around the start of the window, never the whole file. */
export async function factsOf(
  sources: Sources,
  path: string,
  from: number,
  to: number,
): Promise<SourceFacts> {
  const facts: SourceFacts = {
    ...{ container: null, video: null, audio: null, startsAt: null, window: null, obstacle: null },
  };
  try {
    const source = await sources.open(path);
    facts.container = source.container;
    facts.video = await videoOf(source);
    facts.audio = await audioOf(source);
    // A frame at the very end that may not be whole makes no difference here.
    source.ending = 'whole';
    const stream = await VideoStream.of(source);
    facts.startsAt = stream.startsAt;
    facts.window = await windowOf(stream, stream.startsAt + from, stream.startsAt + to);
    if (facts.window.copiesFrom === null) facts.obstacle = 'no_keyframe_inside';
  } catch (error) {
    if (!(error instanceof SmartCutNotPossible)) throw new UnreadableSourceError({ cause: error });
    facts.obstacle = error.obstacle;
  }
  return facts;
}

async function windowOf(stream: VideoStream, from: number, to: number): Promise<SourceWindow> {
  const { keyframe, head, tail } = await findStart(stream, from, Math.max(to, from + 2 * EPSILON));
  const relative = ({ timestamp }: Pick<EncodedPacket, 'timestamp'>) => timestamp - stream.startsAt;
  return {
    startsAt: relative({ timestamp: head?.times[0] ?? tail!.timestamp }),
    keyframeAt: relative(keyframe),
    copiesFrom: tail && relative(tail),
    headFrames: head?.times.length ?? 0,
  };
}

async function videoOf({ video: { track } }: OpenSource): Promise<SourceVideo> {
  return {
    codec: await track.getCodec(),
    codecString: await track.getCodecParameterString(),
    width: await track.getDisplayWidth(),
    height: await track.getDisplayHeight(),
    rotation: await track.getRotation(),
  };
}

async function audioOf({ audio }: OpenSource): Promise<SourceAudio | null> {
  return (
    audio && {
      codec: await audio.track.getCodec(),
      sampleRate: await audio.track.getSampleRate(),
      channels: await audio.track.getNumberOfChannels(),
    }
  );
}
