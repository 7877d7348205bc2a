import type { Demuxer } from '../demuxer.js';
import { startsWith } from '../signature.js';
import { unlessUnusual } from '../unusual.js';
import { aviView } from './avi-view.js';

/** Audio Video Interleave, which older recorders write. */
export const avi: Demuxer = {
  name: 'avi',
  matches: (head) => startsWith(head, 'RIFF') && startsWith(head, 'AVI ', 8),
  hasDurations: false,
  readFacts: null,
  packets: {
    libraryFormats: ['MP4'],
    hidesNegativeTimes: false,
    hasFfmpegTimes: true,
    keepsWhatItRead: false,
    viewOf: (reader, segment) => unlessUnusual(() => Promise.resolve(aviView(reader, segment))),
  },
};
