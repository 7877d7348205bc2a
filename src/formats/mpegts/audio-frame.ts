import { readMp3Header } from '../mp3.js';
import { ordinary } from '../unusual.js';

/** Of the rates that a header of ADTS can give, from 96 to 7.35 kHz; the others are reserved. */
const ADTS_RATES = 13;

/** The codec of a frame that begins with these bytes, in a stream of AAC in ADTS or of MPEG audio. */
export function readAudioCodec(bytes: Buffer, framing: 'adts' | 'mpeg'): string {
  if (framing === 'adts') return adts(bytes);
  readMp3Header(bytes);
  return 'mp3';
}

/** ISO/IEC 14496-3, 1.A.2.2. */
function adts(bytes: Buffer): string {
  const header = bytes.readUInt32BE(0);
  const channels = (header >>> 6) & 7;
  // Without a channel configuration it is inside the frame.
  ordinary(header >>> 20 === 0xfff && ((header >>> 17) & 3) === 0);
  ordinary(((header >>> 10) & 0xf) < ADTS_RATES && channels > 0);
  return 'aac';
}
