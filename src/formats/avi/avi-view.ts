import type { BlockingReader } from '../byte-reader.js';
import { pictureTrack } from '../configured-pictures.js';
import type { FileSegment, Misreading, SegmentView } from '../demuxer.js';
import { isShownAsDecoded } from '../h264/picture-order.js';
import { MovieView } from '../isobmff/movie-view.js';
import { PagedReader } from '../paged-reader.js';
import { ordinary } from '../unusual.js';
import { chunksFrom } from './chunks.js';
import { readHeader } from './header.js';
import { OldIndex } from './old-index.js';
import { Tracks } from './tracks.js';

/** Those of some days, which are read in some seconds. */
const MAX_CHUNKS = 8_000_000;

/**
 * An AVI file with H.264 as an MP4 that has the packets around a segment. They are found by reading the headers of all
 * chunks from the beginning on. So a file that was not closed and has no index is read like any other, and the indexes
 * of OpenDML are not needed. Frames have no times but their number, which is that of display only where no frame is
 * decoded early. Throws `Unusual`.
 */
export function aviView(file: BlockingReader, segment: FileSegment): SegmentView | Misreading {
  const reader = new PagedReader(file);
  const { streams, end } = readHeader(reader);
  const tracks = new Tracks(reader, streams, segment);
  const { around } = tracks;
  let index: OldIndex | null | undefined;
  let count = 0;
  for (const chunk of chunksFrom(reader, end)) {
    ordinary(++count <= MAX_CHUNKS && chunk.id !== 'AVI ');
    if (chunk.id === 'movi') index = index === undefined ? OldIndex.behind(chunk, file) : null;
    else if (tracks.add(chunk)) index?.expect(chunk.id, chunk.end - chunk.content);
    if (around.isComplete) break;
  }
  const pictures = pictureTrack(around);
  if (!pictures) return 'codec_change';
  if (!isShownAsDecoded(around.pictures.map(({ order }) => order))) return 'no_times';
  const { track, hasOtherSize } = pictures;
  const viewed = [track, ...(tracks.soundTrack ? [tracks.soundTrack] : [])];
  const view = new MovieView(file, viewed);
  return { reader: view, hasEnd: !around.isComplete, hasOtherSize, isByteStream: true };
}
