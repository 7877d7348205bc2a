import type { Demuxer } from '../demuxer.js';
import { samplePlaces } from '../isobmff/window/sample-places.js';
import { startsWith } from '../signature.js';
import { unlessUnusual } from '../unusual.js';
import { flvFacts } from './flv-facts.js';
import { flvView } from './flv-view.js';

/** Flash Video, which servers of RTMP record. */
export const flv: Demuxer = {
  name: 'flv',
  matches: (head) => startsWith(head, 'FLV\x01'),
  hasDurations: false,
  readFacts: flvFacts,
  packets: {
    libraryFormats: ['MP4'],
    hidesNegativeTimes: false,
    hasFfmpegTimes: true,
    keepsWhatItRead: false,
    // Of the MP4 that the view looks like.
    placesOf: samplePlaces,
    viewOf: (reader, segment) => unlessUnusual(() => flvView(reader, segment)),
  },
};
