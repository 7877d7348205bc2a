import { firstPictureReader } from '../first-picture.js';
import type { VideoCoding } from '../video-coding.js';
import { nalType, NalType } from './nal.js';
import { configuredPicture, h264Picture } from './picture.js';

export const h264Coding: VideoCoding = {
  sampleEntries: ['avc1'],
  configurationBox: 'avcC',
  matroskaId: 'V_MPEG4/ISO/AVC',
  mpegtsStreamType: 0x1b,
  readConfiguration: configuredPicture,
  readFirstPicture: firstPictureReader({
    isSlice: (nal) => nalType(nal) === NalType.slice || nalType(nal) === NalType.idr,
    isEntryPoint: (slice) => nalType(slice) === NalType.idr,
    // It starts with the first macroblock (ITU-T H.264, 7.3.3), a single bit after a header of one byte.
    beginsPicture: (slice) => ((slice[1] ?? 0) & 0x80) !== 0,
    isSequenceSet: (nal) => nalType(nal) === NalType.sps,
    pictureOf: h264Picture,
  }),
};
