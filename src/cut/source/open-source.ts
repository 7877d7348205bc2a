import {
  CustomSource,
  Input,
  MATROSKA,
  MP4,
  MPEG_TS,
  QTFF,
  WEBM,
  EncodedPacketSink,
  type InputAudioTrack,
  type InputVideoTrack,
} from 'mediabunny';
import { UnreadableSourceError } from '../../probe/media-errors.js';
import { SmartCutNotPossible } from '../cut-errors.js';
import { hasSeveralDescriptions, readableSize } from './iso-boxes.js';
import { type Ending, endingOf } from './ts-end.js';
import { IndexedFile } from './indexed-file.js';
import { SourceFile } from './source-file.js';
import { type Span, windowIndex } from './window-index.js';

/** Reading goes forward: what lies further back is not asked for again. */
const CACHE_BYTES = 2 * 1024 * 1024;

/** Named one by one: the library's list of all formats includes playlists, which open other files. */
const FORMATS = [MP4, QTFF, MATROSKA, WEBM, MPEG_TS];

export type Container = 'mp4' | 'matroska' | 'mpegts';

/** What will be read of a source, so that only that much of a long index is looked at. */
export interface Reading {
  span: Span;
  /** How long an index is a long one. */
  minIndexBytes: number;
}

/** A source opened for reading packets; `close` it. */
export interface OpenSource {
  path: string;
  container: Container;
  video: { track: InputVideoTrack; packets: EncodedPacketSink };
  audio: { track: InputAudioTrack; packets: EncodedPacketSink } | null;
  /** Whether the last packet of video is all there; while doubtful, it cannot be read. */
  ending: Ending;
  close(): void;
}

/**
 * Throws `UnreadableSourceError` where the bytes are of a kind that can be read but make no sense, and
 * `SmartCutNotPossible` where they are of another kind or hold no video.
 */
export async function openSource(path: string, reading: Reading): Promise<OpenSource> {
  const file = openFile(path);
  const { size, shown } = lookedAt(file, reading);
  const source = new CustomSource({
    getSize: () => shown.size,
    read: (start, end) => shown.read(start, end),
    prefetchProfile: 'fileSystem',
    maxCacheSize: CACHE_BYTES,
  });
  const input = new Input({ source, formats: FORMATS });
  const close = () => {
    input.dispose();
    file.close();
  };
  try {
    const container = await containerOf(input);
    if (container === null) throw new SmartCutNotPossible('container');
    if (container === 'mp4' && hasSeveralDescriptions(file, size)) {
      throw new SmartCutNotPossible('codec_change');
    }
    if ((await input.getTracks()).length === 0) throw new Error('there are no tracks');
    const track = await input.getPrimaryVideoTrack();
    if (!track) throw new SmartCutNotPossible('no_video');
    const audio = await track.getPrimaryPairableAudioTrack();
    return {
      path,
      container,
      video: { track, packets: new EncodedPacketSink(track) },
      audio: audio && { track: audio, packets: new EncodedPacketSink(audio) },
      ending: container === 'mpegts' ? endingOf(file, track.id) : 'whole',
      close,
    };
  } catch (error) {
    close();
    if (error instanceof SmartCutNotPossible) throw error;
    throw new UnreadableSourceError({ cause: error });
  }
}

function openFile(path: string): SourceFile {
  try {
    return SourceFile.open(path);
  } catch (error) {
    throw new UnreadableSourceError({ cause: error });
  }
}

/** How much of the file can be read, and what of it the library is shown. */
function lookedAt(file: SourceFile, { span, minIndexBytes }: Reading) {
  try {
    const size = readableSize(file);
    const index = windowIndex(file, size, span, minIndexBytes);
    const asItIs = { size, read: (start: number, end: number) => file.read(start, end) };
    return { size, shown: index ? new IndexedFile(file, size, index) : asItIs };
  } catch (error) {
    file.close();
    throw new UnreadableSourceError({ cause: error });
  }
}

async function containerOf(input: Input): Promise<Container | null> {
  if (!(await input.canRead())) return null;
  const format = await input.getFormat();
  if (format === MPEG_TS) return 'mpegts';
  return format === MATROSKA || format === WEBM ? 'matroska' : 'mp4';
}
