import { ordinary } from './unusual.js';

/** By the index that a frame gives, of MPEG-1; the lower ones are a half or a quarter of them. */
const RATES = [44_100, 48_000, 32_000];
const MONO = 3;
/** In kilobits a second, by the index that a frame gives, of the third layer of MPEG-1 and of its extensions. */
const BIT_RATES = [
  [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
] as const;

/** The header of a frame of MP3 (ISO/IEC 11172-3, 2.4.1.3, and 13818-3); the other layers are unusual. */
export function readMp3Header(frame: Buffer): { sampleRate: number; channels: number } {
  const header = frame.readUInt32BE(0);
  const version = (header >>> 19) & 3;
  const rate = RATES[(header >>> 10) & 3];
  ordinary(header >>> 21 === 0x7ff && version !== 1 && ((header >>> 17) & 3) === 1);
  ordinary(rate !== undefined);
  const divisor = { 3: 1, 2: 2, 0: 4 }[version]!;
  return { sampleRate: rate / divisor, channels: ((header >>> 6) & 3) === MONO ? 1 : 2 };
}

/** The samples of a frame in each channel, and its length; one without a fixed rate is unusual. */
export function mp3FrameSize(frame: Buffer): { samples: number; bytes: number } {
  const { sampleRate } = readMp3Header(frame);
  const header = frame.readUInt32BE(0);
  const isExtension = ((header >>> 19) & 3) !== 3;
  const kilobits = BIT_RATES[isExtension ? 1 : 0][(header >>> 12) & 15];
  ordinary(kilobits !== undefined && kilobits > 0);
  const samples = isExtension ? 576 : 1152;
  const padding = (header >>> 9) & 1;
  return { samples, bytes: Math.floor((samples * kilobits * 125) / sampleRate) + padding };
}
