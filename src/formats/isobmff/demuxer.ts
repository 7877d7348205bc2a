import type { Demuxer } from '../demuxer.js';
import { isoFacts } from './facts/iso-facts.js';
import { hybridView } from './hybrid/hybrid-view.js';
import { hasFragments, misreadingOf } from './misreading.js';
import { readableSize } from './readable-size.js';
import { isIsoMedia } from './signature.js';
import { IndexedFile } from './window/indexed-file.js';
import { samplePlaces } from './window/sample-places.js';
import { windowIndex } from './window/window-index.js';

/** MP4, QuickTime, and both in fragments. */
export const isobmff: Demuxer = {
  name: 'mov',
  matches: isIsoMedia,
  hasDurations: true,
  readFacts: isoFacts,
  packets: {
    libraryFormats: ['MP4', 'QTFF'],
    hidesNegativeTimes: true,
    hasFfmpegTimes: true,
    keepsWhatItRead: false,
    readableSize,
    misreadingOf,
    placesOf: samplePlaces,
    indexesEnd: async (reader) => !(await hasFragments(reader)),
    async viewOf(reader, segment, minIndexBytes) {
      const hybrid = await hybridView(reader, segment);
      if (hybrid) return hybrid;
      const index = await windowIndex(reader, segment, minIndexBytes);
      if (!index) return null;
      const { old, bytes, hasOtherSize } = index;
      return { reader: new IndexedFile(reader, old, bytes), hasEnd: false, hasOtherSize };
    },
  },
};
