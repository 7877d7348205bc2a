import { BoundedReader } from '../formats/bounded-reader.js';
import type { Demuxer } from '../formats/demuxer.js';
import type { MediaFacts } from '../formats/media-facts.js';
import { unlessUnusual } from '../formats/unusual.js';
import type { MediaFile } from './media-file.js';

/**
 * A file's facts, read in process from a few dozen small pieces of its index. ffprobe would read the position of
 * every frame. Null if the format has no reader here, or if anything is out of the ordinary (a codec without a
 * reader, more than one track of a kind). ffprobe then has to read the facts.
 */
export async function ownFacts(
  { file, sizeBytes }: Pick<MediaFile, 'file' | 'sizeBytes'>,
  { readFacts }: Demuxer,
): Promise<MediaFacts | null> {
  return readFacts && unlessUnusual(() => readFacts(new BoundedReader(file, sizeBytes)));
}
