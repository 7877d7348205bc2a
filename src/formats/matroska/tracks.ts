import { ordinary } from '../unusual.js';
import type { Picture } from '../video-coding.js';
import { codingThat } from '../video-codings.js';
import { childrenOf, readFloat, readUnsigned } from './ebml.js';
import { Id } from './ids.js';

type Elements = ReadonlyMap<number, readonly Buffer[]>;

/** A track (RFC 9559, 5.1.4.1). */
export interface Track {
  /** The number that blocks name it by. */
  readonly number: number;
  /** Its number among the file's streams. */
  readonly index: number;
  /** Seconds that its decoder needs before it gives the first frame. */
  readonly delay: number;
  readonly entry: Elements;
}

const VIDEO = 1;
const AUDIO = 2;
/** Names of codecs (draft-ietf-cellar-codec). */
const AUDIO_CODECS = new Map([
  ['A_AAC', 'aac'],
  ['A_MPEG/L3', 'mp3'],
  ['A_AC3', 'ac3'],
  ['A_OPUS', 'opus'],
]);
/** Format tags of `A_MS/ACM`, whose private data is a WAVEFORMATEX. */
const WAVE_FORMATS = new Map([
  [0x06, 'pcm_alaw'],
  [0x07, 'pcm_mulaw'],
]);

/** The one of video, and the one of audio if there is any. */
export interface Tracks {
  readonly video: Track;
  readonly audio: Track | null;
}

/** Of the element `Tracks`. */
export function readTracks(tracks: Buffer): Tracks {
  const byType = new Map<number, Track>();
  for (const [index, bytes] of (childrenOf(tracks).get(Id.trackEntry) ?? []).entries()) {
    const entry = childrenOf(bytes);
    const type = readUnsigned(only(entry, Id.trackType));
    ordinary((type === VIDEO || type === AUDIO) && !byType.has(type));
    ordinary(!entry.has(Id.contentEncodings) && !(type === VIDEO && entry.has(Id.codecDelay)));
    const scale = entry.get(Id.trackTimestampScale)?.[0];
    ordinary(scale === undefined || readFloat(scale) === 1);
    byType.set(type, {
      number: readUnsigned(only(entry, Id.trackNumber)),
      index,
      delay: unsignedOf(entry, Id.codecDelay) / 1e9,
      entry,
    });
  }
  const video = byType.get(VIDEO);
  ordinary(video !== undefined);
  return { video, audio: byType.get(AUDIO) ?? null };
}

export function readPicture({ entry }: Track): Picture {
  const id = only(entry, Id.codecId).toString('latin1');
  const coding = codingThat(({ matroskaId }) => matroskaId === id);
  const video = childrenOf(only(entry, Id.video));
  ordinary(unsignedOf(video, Id.interlaced) !== 1 && !video.has(Id.projection));
  const [width, height] = [unsignedOf(video, Id.pixelWidth), unsignedOf(video, Id.pixelHeight)];
  return coding.readConfiguration(only(entry, Id.codecPrivate), width, height);
}

/** Frames a second as the track gives them; null where it does not. */
export function readFrameRate({ entry }: Track): number | null {
  const nanoseconds = unsignedOf(entry, Id.defaultDuration);
  return nanoseconds > 0 ? 1e9 / nanoseconds : null;
}

export function readAudioCodec({ entry }: Track): string {
  const name = only(entry, Id.codecId).toString('latin1');
  const codec = name === 'A_MS/ACM' ? waveCodec(entry) : AUDIO_CODECS.get(name);
  ordinary(codec !== undefined && entry.has(Id.audio));
  return codec;
}

function waveCodec(entry: Elements): string | undefined {
  return WAVE_FORMATS.get(only(entry, Id.codecPrivate).readUInt16LE(0));
}

function unsignedOf(elements: Elements, id: number): number {
  return elements.has(id) ? readUnsigned(only(elements, id)) : 0;
}

function only(elements: Elements, id: number): Buffer {
  const found = elements.get(id) ?? [];
  ordinary(found.length === 1);
  return found[0]!;
}
