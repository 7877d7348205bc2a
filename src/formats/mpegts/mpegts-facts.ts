import type { MediaFacts } from '../media-facts.js';
import type { ByteReader } from '../byte-reader.js';
import { frameRateOf, isSpan } from '../file-times.js';
import { endOfLastFrame } from '../last-frame.js';
import { ordinary } from '../unusual.js';
import { readAudioCodec } from './audio-frame.js';
import { readHead } from './head.js';
import { CLOCK, WRAP } from './pes.js';
import { ProgramStreams } from './program-streams.js';
import { readTail } from './tail.js';

/** Players take a time stamp that is up to this much before the first one for an earlier time. */
const EARLIER_TICKS = 60 * CLOCK;

/**
 * The facts of an MPEG transport stream (ISO/IEC 13818-1), read from its beginning and its end. Throws
 * `Unusual`, or a RangeError.
 */
export async function mpegtsFacts(reader: ByteReader): Promise<MediaFacts> {
  const streams = new ProgramStreams();
  const head = await readHead(reader, streams);
  const tail = await readTail(reader, streams);
  ordinary(head.times.length > 0);

  const first = Math.min(head.times[0]!, head.audio?.time ?? Infinity);
  // Players give files that begin in the last minute of the clock negative times.
  ordinary(first < WRAP - EARLIER_TICKS);
  const seconds = (ticks: number) => unwrapped(ticks, first) / CLOCK;
  const times = head.times.map(seconds);
  const frameRate = frameRateOf(times);
  const end = endOfLastFrame(tail.map(seconds), null);
  ordinary(end !== null && isSpan(times[0]!, end));
  const { video, audio } = streams.program!;
  const codec = audio && readAudioCodec(head.audio!.data, audio.framing);
  return {
    demuxer: 'mpegts',
    sizeBytes: reader.size,
    startTimeSeconds: seconds(first),
    creationTime: null,
    video: {
      index: video.index,
      ...video.coding.readFirstPicture(head.picture),
      rotation: 0,
      frameRate,
      timeBase: `1/${CLOCK}`,
      startTimeSeconds: times[0]!,
      endTimeSeconds: end,
    },
    audio: audio && { index: audio.index, codec: codec! },
  };
}

/** A time stamp without the wrap of the clock after 26.5 hours (33 bits). */
function unwrapped(ticks: number, first: number): number {
  return ticks < first - EARLIER_TICKS ? ticks + WRAP : ticks;
}
