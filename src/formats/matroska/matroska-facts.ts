import type { MediaFacts } from '../media-facts.js';
import type { ByteReader } from '../byte-reader.js';
import { blockTimes } from './block-times.js';
import { readHead } from './head.js';
import type { Info } from './info.js';
import { readAudioCodec, readPicture } from './tracks.js';

/**
 * The facts of a Matroska or WebM file (RFC 9559), read from its head and the heads of its first and
 * its last blocks. Throws `Unusual`, or a RangeError.
 */
export async function matroskaFacts(reader: ByteReader): Promise<MediaFacts> {
  const head = await readHead(reader);
  const { info, tracks } = head;
  const { video, audio } = tracks;
  const times = await blockTimes(reader, head);
  return {
    demuxer: 'matroska',
    sizeBytes: reader.size,
    startTimeSeconds: times.startTimeSeconds,
    creationTime: info.creationTime,
    video: {
      index: video.index,
      ...readPicture(video),
      rotation: 0,
      timeBase: timeBaseOf(info),
      ...times.video,
    },
    audio: audio && { index: audio.index, codec: readAudioCodec(audio) },
  };
}

/** A tick of the file's clock as a fraction of a second in lowest terms. */
function timeBaseOf({ nanoseconds }: Info): string {
  let [divisor, rest] = [nanoseconds, 1e9];
  while (rest > 0) [divisor, rest] = [rest, divisor % rest];
  return `${nanoseconds / divisor}/${1e9 / divisor}`;
}
