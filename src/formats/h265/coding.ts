import { firstPictureReader } from '../first-picture.js';
import type { VideoCoding } from '../video-coding.js';
import { isRandomAccess, isSlice, nalType, NalType } from './nal.js';
import { configuredPicture, hevcPicture } from './picture.js';

export const hevcCoding: VideoCoding = {
  sampleEntries: ['hvc1', 'hev1'],
  configurationBox: 'hvcC',
  matroskaId: 'V_MPEGH/ISO/HEVC',
  mpegtsStreamType: 0x24,
  readConfiguration: configuredPicture,
  readFirstPicture: firstPictureReader({
    isSlice,
    isEntryPoint: isRandomAccess,
    // first_slice_segment_in_pic_flag (ITU-T H.265, 7.3.6.1), after a header of two bytes.
    beginsPicture: (slice) => ((slice[2] ?? 0) & 0x80) !== 0,
    isSequenceSet: (nal) => nalType(nal) === NalType.sps,
    pictureOf: hevcPicture,
  }),
};
