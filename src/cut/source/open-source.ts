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
import { readerOfPiece } from '../../formats/file-piece.js';
import { demuxerOf } from '../../formats/demuxers.js';
import { HEAD_BYTES } from '../../formats/signature.js';
import { SmartCutNotPossible } from '../cut-errors.js';
import type { CutSource, SourceFacts } from '../cut-types.js';
import { heardTrack, shownTrack } from './choose-tracks.js';
import type { OpenPackets, PacketTrack } from './packets-from.js';
import { librarySource } from './library-source.js';
import { PlacedPackets } from './placed-packets.js';
import { RecentPages } from './recent-pages.js';
import { SourceFile } from './source-file.js';

/** What will be read of a source, so that only that part of a long index is looked at. */
export interface Need {
  segment: FileSegment;
  /** Null for a file that was made for the clip. */
  facts: SourceFacts | null;
  /** The length of an index from which on it counts as long. */
  minIndexBytes: number;
}

/** A source opened for reading packets; `close` it. */
export interface OpenSource extends CutSource {
  /** FFmpeg's name of the container's demuxer. */
  demuxer: string;
  reading: PacketReading;
  facts: SourceFacts | null;
  /** Whether the last packet of video is found at once, in the file that the facts are about. */
  indexesEnd: boolean;
  video: PacketTrack & { track: InputVideoTrack };
  /** Whether packets of video are byte streams (Annex B), whatever the decoder configuration says. */
  isByteStream: boolean;
  audio: (PacketTrack & { track: InputAudioTrack }) | null;
  /** Whether the last packet of video is complete; while this is doubtful, it cannot be read. */
  ending: Ending;
  /**
   * The same file and tracks with a reader that knows nothing of what this one read but the index, for reading packets
   * one after the other: the content of one may be valid until the next few are read only. It has to be closed before
   * this one is.
   */
  reopened(): Promise<OpenSource>;
  close: () => void;
}

/**
 * Throws `SmartCutNotPossible` where the file is of a kind that is not read here, makes no sense, or
 * contradicts its facts. FFmpeg read those, so that it may still make sense of the file.
 */
export async function openSource({ path, piece }: CutSource, need: Need): Promise<OpenSource> {
  const opened: { close(): void }[] = [];
  const close = () => opened.toReversed().forEach((each) => each.close());
  try {
    const file = SourceFile.open(path);
    opened.push(file);
    const demuxer = demuxerOf(file.bytes(0, Math.min(HEAD_BYTES, file.size)));
    const reading = demuxer?.packets;
    if (!reading) throw new SmartCutNotPossible('container');

    const bytes = piece ? readerOfPiece(file, piece) : file;
    const whole = beginningOf(bytes, (await reading.readableSize?.(bytes)) ?? bytes.size);
    const { segment, facts, minIndexBytes } = need;
    const view = await reading.viewOf?.(whole, segment, minIndexBytes);
    if (typeof view === 'string') throw new SmartCutNotPossible(view);
    const shown = view?.reader ?? whole;
    const input = inputOf(shown, reading);
    opened.push({ close: () => input.dispose() });
    if (!(await input.canRead())) throw new SmartCutNotPossible('container');
    const misreading = await reading.misreadingOf?.(shown);
    if (misreading) throw new SmartCutNotPossible(misreading);
    const track = await shownTrack(input, facts, view?.hasOtherSize);
    const audio = await heardTrack(input, track, facts);
    const isSameFile = facts?.sizeBytes === file.size;
    const packetsOf = (each: InputTrack): PacketTrack => ({
      packets: new EncodedPacketSink(each),
      reopen: reading.keepsWhatItRead ? () => openAgain(each.id) : null,
    });
    const openAgain = async (trackId: number): Promise<OpenPackets> => {
      const again = inputOf(shown, reading);
      const packets = new EncodedPacketSink(withId(await again.getTracks(), trackId));
      return { packets, close: () => again.dispose() };
    };
    const source: OpenSource = {
      path,
      ...(piece && { piece }),
      ...{ demuxer: demuxer.name, reading, facts },
      indexesEnd: isSameFile && (view?.hasEnd ?? (await reading.indexesEnd?.(whole)) ?? false),
      video: { track, ...packetsOf(track) },
      isByteStream: view?.isByteStream ?? false,
      audio: audio && { track: audio, ...packetsOf(audio) },
      ending: reading.endingOf?.(whole, track.id) ?? 'whole',
      async reopened() {
        const again = await placedAgain(file, shown, source);
        if (again) return again;
        const input = inputOf(shown, reading);
        const video = withId(await input.getVideoTracks(), track.id);
        const sound = audio && withId(await input.getAudioTracks(), audio.id);
        return {
          ...source,
          video: { track: video, ...packetsOf(video) },
          audio: sound && { track: sound, ...packetsOf(sound) },
          close: () => input.dispose(),
        };
      },
      close,
    };
    return source;
  } catch (error) {
    close();
    if (error instanceof SmartCutNotPossible) throw error;
    throw new SmartCutNotPossible('reading', { cause: error });
  }
}

/** Null where it is not known where the packets lie. */
async function placedAgain(
  file: SourceFile,
  shown: BlockingReader,
  source: OpenSource,
): Promise<OpenSource | null> {
  const opened: RecentPages[] = [];
  const placed = async <T extends InputTrack>(track: T, pageBytes: number) => {
    const places = await source.reading.placesOf?.(shown, track.id);
    if (!places) return null;
    const pages = new RecentPages(file, shown, pageBytes, opened[0]);
    opened.push(pages);
    const packets = new PlacedPackets(new EncodedPacketSink(track), places, pages);
    return { track, packets, reopen: null };
  };
  const video = await placed(source.video.track, PICTURE_PAGE_BYTES);
  const audio = source.audio && (await placed(source.audio.track, SOUND_PAGE_BYTES));
  const close = () => opened.forEach((pages) => pages.close());
  if (video && !!audio === !!source.audio) return { ...source, video, audio, close };
  close();
  return null;
}

/** Many pictures, and the largest that are not read into new memory. */
const PICTURE_PAGE_BYTES = 256 * 1024;
/** Sound lies beside the pictures, and is usually read with them. */
const SOUND_PAGE_BYTES = 32 * 1024;

function inputOf(reader: BlockingReader, { libraryFormats }: PacketReading): Input {
  return new mediabunny.Input({
    source: librarySource(reader),
    formats: libraryFormats.map((name) => mediabunny[name]),
  });
}

function withId<T extends InputTrack>(tracks: readonly T[], id: number): T {
  const track = tracks.find((each) => each.id === id);
  if (!track) throw new Error('the track is gone');
  return track;
}
