import type { VideoCoding } from '../video-coding.js';
import { readFirstPicture } from './first-picture.js';
import { configuredPicture } from './picture.js';

export const h264Coding: VideoCoding = {
  sampleEntry: 'avc1',
  configurationBox: 'avcC',
  matroskaId: 'V_MPEG4/ISO/AVC',
  mpegtsStreamType: 0x1b,
  readConfiguration: configuredPicture,
  readFirstPicture,
};
