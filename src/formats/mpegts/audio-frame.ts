import { ordinary } from '../unusual.js';

/** What the header of an audio frame says. */
export interface AudioFrame {
  readonly codec: string;
  readonly seconds: number;
}

const ADTS_RATES = [
  96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350,
];
const ADTS_SAMPLES = 1024;
/** Of MPEG-1; half of it in MPEG-2, a quarter in its extension to lower rates. */
const MPEG_RATES = [44100, 48000, 32000];

/** The frame that begins with these bytes, for a stream of AAC in ADTS or of MPEG audio. */
export function readAudioFrame(bytes: Buffer, framing: 'adts' | 'mpeg'): AudioFrame {
  return framing === 'adts' ? adts(bytes) : layer3(bytes);
}

/** ISO/IEC 14496-3, 1.A.2.2. */
function adts(bytes: Buffer): AudioFrame {
  const header = bytes.readUInt32BE(0);
  const rate = ADTS_RATES[(header >>> 10) & 0xf];
  const channels = (header >>> 6) & 7;
  // Without a channel configuration it is inside the frame.
  ordinary(header >>> 20 === 0xfff && ((header >>> 17) & 3) === 0);
  ordinary(rate !== undefined && channels > 0);
  return { codec: 'aac', seconds: ADTS_SAMPLES / rate };
}

/** ISO/IEC 11172-3, 2.4.1.3, and 13818-3; of the layers only the third. */
function layer3(bytes: Buffer): AudioFrame {
  const header = bytes.readUInt32BE(0);
  const version = (header >>> 19) & 3;
  const rate = MPEG_RATES[(header >>> 10) & 3];
  ordinary(header >>> 21 === 0x7ff && version !== 1 && ((header >>> 17) & 3) === 1);
  ordinary(rate !== undefined);
  return version === 3
    ? { codec: 'mp3', seconds: 1152 / rate }
    : { codec: 'mp3', seconds: 576 / (rate / (version === 2 ? 2 : 4)) };
}
