import type { BlockingReader } from '../byte-reader.js';
import { pictureTrack } from '../configured-pictures.js';
import type { FileSegment, Misreading, SegmentView } from '../demuxer.js';
import { MovieView } from '../isobmff/movie-view.js';
import { PagedReader } from '../paged-reader.js';
import { ordinary } from '../unusual.js';
import { packetOf } from './packets.js';
import { firstTag, tagsAtOnce } from './tags.js';
import { Tracks } from './tracks.js';

/** Those of some days, which are read in some seconds. */
const MAX_TAGS = 8_000_000;

/**
 * An FLV file as an MP4 that has the packets around a segment. They are found by reading the headers of all tags from
 * the beginning on: the file has no index but that of `onMetaData`, which some writers get wrong. Throws `Unusual`.
 */
export async function flvView(
  file: BlockingReader,
  segment: FileSegment,
): Promise<SegmentView | Misreading> {
  const reader = new PagedReader(file);
  const tracks = new Tracks(reader, segment);
  let hasEnd = true;
  let count = 0;
  for (const tag of tagsAtOnce(reader, await firstTag(reader))) {
    ordinary(++count <= MAX_TAGS);
    const packet = packetOf(tag);
    if (packet) tracks.add(packet);
    if (tracks.around.isComplete) {
      hasEnd = false;
      break;
    }
  }
  const { around, sound } = tracks;
  const pictures = pictureTrack(around);
  if (!pictures) return 'codec_change';
  const viewed = [pictures.track];
  if (sound) {
    viewed.push({ kind: 'audio', entry: sound, width: 0, height: 0, packets: around.sounds });
  }
  const { hasOtherSize } = pictures;
  return { reader: new MovieView(file, viewed), hasEnd, hasOtherSize };
}
