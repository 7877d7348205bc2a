import * as mediabunny from 'mediabunny';
import {
  EncodedPacketSink,
  type Input,
  type InputAudioTrack,
  type InputTrack,
  type InputVideoTrack,
} from 'mediabunny';
import { beginningOf, type BlockingReader } from '../../formats/byte-reader.js';
import type { Ending, FileSegment, PacketReading } from '../../formats/demuxer.js';
import { demuxerOf } from '../../formats/demuxers.js';
import { HEAD_BYTES } from '../../formats/signature.js';
import { UnreadableSourceError } from '../../probe/media-errors.js';
import { SmartCutNotPossible } from '../cut-errors.js';
import type { OpenPackets, PacketTrack } from './packets-from.js';
import { SourceFile } from './source-file.js';

/** Reading goes forward: what lies further back is not needed again. */
const CACHE_BYTES = 2 * 1024 * 1024;

/** What will be read of a source, so that only that part of a long index is looked at. */
export interface Need {
  segment: FileSegment;
  /** The length of an index from which on it counts as long. */
  minIndexBytes: number;
}

/** A source opened for reading packets; `close` it. */
export interface OpenSource {
  path: string;
  /** FFmpeg's name of the container's demuxer. */
  demuxer: string;
  reading: PacketReading;
  video: PacketTrack & { track: InputVideoTrack };
  audio: (PacketTrack & { track: InputAudioTrack }) | null;
  /** Whether the last packet of video is complete; while this is doubtful, it cannot be read. */
  ending: Ending;
  close(): void;
}

/**
 * Throws `UnreadableSourceError` where the file is of a kind that can be read but makes no sense, and
 * `SmartCutNotPossible` where it is of another kind or has no video.
 */
export async function openSource(path: string, need: Need): Promise<OpenSource> {
  const opened: { close(): void }[] = [];
  const close = () => opened.toReversed().forEach((each) => each.close());
  try {
    const file = SourceFile.open(path);
    opened.push(file);
    const demuxer = demuxerOf(file.bytes(0, Math.min(HEAD_BYTES, file.size)));
    const reading = demuxer?.packets;
    if (!reading) throw new SmartCutNotPossible('container');

    const whole = beginningOf(file, (await reading.readableSize?.(file)) ?? file.size);
    const { segment, minIndexBytes } = need;
    const short = await reading.withShortIndex?.(whole, segment, minIndexBytes);
    const shown = short ?? whole;
    const input = inputOf(shown, reading);
    opened.push({ close: () => input.dispose() });
    if (!(await input.canRead())) throw new SmartCutNotPossible('container');
    if (await reading.changesCodec?.(whole)) throw new SmartCutNotPossible('codec_change');
    if ((await input.getTracks()).length === 0) throw new Error('there are no tracks');
    const track = await input.getPrimaryVideoTrack();
    if (!track) throw new SmartCutNotPossible('no_video');
    const audio = await track.getPrimaryPairableAudioTrack();
    const packetsOf = (each: InputTrack): PacketTrack => ({
      packets: new EncodedPacketSink(each),
      reopen: reading.keepsWhatItRead ? () => reopened(inputOf(shown, reading), each.id) : null,
    });
    return {
      path,
      ...{ demuxer: demuxer.name, reading },
      video: { track, ...packetsOf(track) },
      audio: audio && { track: audio, ...packetsOf(audio) },
      ending: reading.endingOf?.(whole, track.id) ?? 'whole',
      close,
    };
  } catch (error) {
    close();
    if (error instanceof SmartCutNotPossible) throw error;
    throw new UnreadableSourceError({ cause: error });
  }
}

function inputOf(reader: BlockingReader, { libraryFormats }: PacketReading): Input {
  return new mediabunny.Input({
    source: new mediabunny.CustomSource({
      getSize: () => reader.size,
      read: (start, end) => reader.bytes(start, end - start),
      prefetchProfile: 'fileSystem',
      maxCacheSize: CACHE_BYTES,
    }),
    formats: libraryFormats.map((name) => mediabunny[name]),
  });
}

async function reopened(input: Input, trackId: number): Promise<OpenPackets> {
  const track = (await input.getTracks()).find(({ id }) => id === trackId);
  if (!track) throw new Error('the track is gone');
  return { packets: new EncodedPacketSink(track), close: () => input.dispose() };
}
