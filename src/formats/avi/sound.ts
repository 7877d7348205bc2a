import { audioEntry, soundEntry } from '../isobmff/write-sample-entry.js';
import { mp3FrameSize, readMp3Header } from '../mp3.js';
import { Unusual } from '../unusual.js';
import type { Stream } from './header.js';

/** Sound whose times are certain. */
export interface Sound {
  readonly entry: Buffer;
  /** The steps of time that a packet takes; null where that is not certain. */
  stepsOf(size: number, head: Buffer): number | null;
}

/** `wFormatTag`. */
const AAC: readonly number[] = [0xff, 0x1600, 0x706d];
const MP3 = 0x55;
const AAC_SAMPLES = 1024;
const AAC_LOW_COMPLEXITY = 2;
/** No type of any codec: FFmpeg reads such sound from the file itself. */
const UNREAD = '    ';
const MAX_CHANNELS = 8;

/**
 * Sound is timed by counting. Only where all packets of AAC and MP3 are one frame each, and each counts as a step of
 * the length of a frame, they are where players hear them; else their times are guesses, which differ.
 *
 * @returns null where the times are not certain
 */
export function soundOf(stream: Stream): Sound | null {
  const { format, stepBytes } = stream;
  const tag = format.readUInt16LE(0);
  const channels = format.readUInt16LE(2);
  const sampleRate = format.readUInt32LE(4);
  const blockBytes = format.readUInt16LE(12);
  if (channels < 1 || channels > MAX_CHANNELS || sampleRate === 0) return null;
  const of = { sampleRate, channels };
  // FFmpeg counts a packet that is longer than a block as several steps.
  const isStep = (size: number) => size > 0 && (blockBytes === 0 || size <= blockBytes);
  if (AAC.includes(tag)) {
    const description = format.subarray(18, 18 + format.readUInt16LE(16));
    if (stepBytes > 0 || !isFrame(stream, AAC_SAMPLES, sampleRate)) return null;
    if (description.length < 2 || description[0]! >> 3 !== AAC_LOW_COMPLEXITY) return null;
    const entry = audioEntry({ codec: 'aac', ...of, description });
    return { entry, stepsOf: (size) => (isStep(size) ? 1 : null) };
  }
  if (tag === MP3) {
    if (stepBytes > 0) return null;
    const entry = audioEntry({ codec: 'mp3', ...of, description: null });
    const isFrameOf = (head: Buffer, size: number) => isMp3Frame(stream, of, head, size);
    return { entry, stepsOf: (size, head) => (isStep(size) && isFrameOf(head, size) ? 1 : null) };
  }
  if (stepBytes === 0) return null;
  // FFmpeg believes the block rather than the step.
  return { entry: soundEntry(UNREAD, of), stepsOf: (size) => size / (blockBytes || stepBytes) };
}

/** Whether a packet is one frame of MP3, and as long as a step. */
function isMp3Frame(
  stream: Stream,
  { sampleRate, channels }: { sampleRate: number; channels: number },
  head: Buffer,
  size: number,
): boolean {
  try {
    const header = readMp3Header(head);
    const { samples, bytes } = mp3FrameSize(head);
    const isSame = header.sampleRate === sampleRate && header.channels === channels;
    return isSame && bytes === size && isFrame(stream, samples, sampleRate);
  } catch (error) {
    if (error instanceof Unusual || error instanceof RangeError) return false;
    throw error;
  }
}

/** Whether a step of time is as long as so many samples. */
function isFrame({ scale, rate }: Stream, samples: number, sampleRate: number): boolean {
  return scale * sampleRate === samples * rate;
}
