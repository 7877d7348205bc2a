import { audioEntry, soundEntry } from '../isobmff/write-sample-entry.js';
import { readMp3Header } from '../mp3.js';
import { ordinary } from '../unusual.js';
import { AAC } from './packets.js';

/** The formats that are read, by the numbers that sound has for them (E.4.2.1), as FFmpeg calls them. */
const CODECS: ReadonlyMap<number, string> = new Map([
  [2, 'mp3'],
  [3, 'pcm_s16le'],
  [7, 'pcm_alaw'],
  [8, 'pcm_mulaw'],
  [AAC, 'aac'],
]);
/** By the number in the flags. G.711 always has 8 kHz. */
const RATES = [5512, 11_025, 22_050, 44_100];
const G711_RATE = 8000;
/** No type of any codec: FFmpeg reads such sound from the file itself. */
const UNREAD = '    ';

/** FFmpeg's name of the codec. */
export function audioCodecOf(flags: number): string {
  const codec = CODECS.get(flags >> 4);
  const isWide = (flags & 2) !== 0;
  ordinary(codec !== undefined && (isWide || codec !== 'pcm_s16le'));
  return codec;
}

/**
 * The sample entry of sound.
 *
 * @param first AAC's AudioSpecificConfig; of any other codec the first packet
 */
export function audioEntryOf(flags: number, first: Buffer): Buffer {
  const codec = audioCodecOf(flags);
  const channels = (flags & 1) + 1;
  // The flags of AAC are always the same; its description gives the rate.
  if (codec === 'aac')
    return audioEntry({ codec, ...{ sampleRate: 44_100, channels: 2, description: first } });
  if (codec === 'mp3') return audioEntry({ codec, ...readMp3Header(first), description: null });
  const sampleRate = codec === 'pcm_s16le' ? RATES[(flags >> 2) & 3]! : G711_RATE;
  return soundEntry(UNREAD, { sampleRate, channels });
}
