import type { VideoDemuxer } from '../formats/demuxer.js';
import type { MediaFacts } from '../formats/media-facts.js';
import type { MediaFile } from './media-file.js';
import { BoundedReader } from '../formats/bounded-reader.js';
import { isoFacts } from '../formats/isobmff/facts/iso-facts.js';
import { matroskaFacts } from '../formats/matroska/matroska-facts.js';
import { mpegtsFacts } from '../formats/mpegts/mpegts-facts.js';
import { unlessUnusual } from '../formats/unusual.js';

const READERS = new Map<VideoDemuxer, (reader: BoundedReader) => Promise<MediaFacts>>([
  ['mov', isoFacts],
  ['matroska', matroskaFacts],
  ['mpegts', mpegtsFacts],
]);

/**
 * A file's facts, read in process from its index: a few dozen small pieces, where ffprobe would read the
 * place of every frame. Null where anything is out of the ordinary (other codecs than H.264, more tracks
 * than one of each kind, a container of another kind), for ffprobe to tell.
 */
export async function ownFacts(
  { file, sizeBytes }: Pick<MediaFile, 'file' | 'sizeBytes'>,
  demuxer: VideoDemuxer,
): Promise<MediaFacts | null> {
  const read = READERS.get(demuxer);
  return read ? unlessUnusual(() => read(new BoundedReader(file, sizeBytes))) : null;
}
