import type { Demuxer } from '../demuxer.js';
import { startsWith } from '../signature.js';
import { matroskaFacts } from './matroska-facts.js';

/** Matroska and WebM. */
export const matroska: Demuxer = {
  name: 'matroska',
  matches: (head) => startsWith(head, '\x1a\x45\xdf\xa3'),
  hasDurations: true,
  readFacts: matroskaFacts,
  packets: {
    libraryFormats: ['MATROSKA', 'WEBM'],
    hidesNegativeTimes: false,
    hasFfmpegTimes: true,
    keepsWhatItRead: false,
  },
};
