import type { Demuxer } from '../demuxer.js';
import { findPieces } from './find-pieces.js';
import { endingOf, TAIL_BYTES } from './ending.js';
import { mpegtsFacts } from './mpegts-facts.js';
import { isTransportStream } from './signature.js';
import { tablesFirst } from './tables-first.js';
import { unlessUnusual } from '../unusual.js';

/** MPEG transport streams, with or without the time codes of m2ts. */
export const mpegts: Demuxer = {
  name: 'mpegts',
  matches: isTransportStream,
  hasDurations: false,
  readFacts: mpegtsFacts,
  findPieces,
  packets: {
    libraryFormats: ['MPEG_TS'],
    hidesNegativeTimes: false,
    // FFmpeg counts on in another way once their clock has wrapped.
    hasFfmpegTimes: false,
    keepsWhatItRead: true,
    async viewOf(file) {
      const reader = await unlessUnusual(() => Promise.resolve().then(() => tablesFirst(file)));
      return reader && { reader, hasEnd: false, hasOtherSize: false };
    },
    endingOf(reader, trackId) {
      const start = Math.max(0, reader.size - TAIL_BYTES);
      return endingOf(reader.bytes(start, reader.size - start), trackId);
    },
  },
};
