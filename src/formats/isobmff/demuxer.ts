import type { Demuxer } from '../demuxer.js';
import { isoFacts } from './facts/iso-facts.js';
import { readableSize } from './readable-size.js';
import { hasSeveralDescriptions } from './sample-descriptions.js';
import { isIsoMedia } from './signature.js';
import { IndexedFile } from './window/indexed-file.js';
import { windowIndex } from './window/window-index.js';

/** MP4, QuickTime, and both in fragments. */
export const isobmff: Demuxer = {
  name: 'mov',
  matches: isIsoMedia,
  readFacts: isoFacts,
  packets: {
    libraryFormats: ['MP4', 'QTFF'],
    hidesNegativeTimes: true,
    hasFfmpegTimes: true,
    keepsWhatItRead: false,
    readableSize,
    changesCodec: hasSeveralDescriptions,
    async withShortIndex(reader, segment, minIndexBytes) {
      const index = await windowIndex(reader, segment, minIndexBytes);
      return index && new IndexedFile(reader, index.old, index.bytes);
    },
  },
};
