import { BoundedReader } from '../formats/bounded-reader.js';
import type { Demuxer } from '../formats/demuxer.js';
import type { MediaFacts } from '../formats/media-facts.js';
import { unlessUnusual } from '../formats/unusual.js';
import type { MediaFile } from './media-file.js';

/**
 * A file's facts, read in process from its index: a few dozen small pieces, where ffprobe would read the
 * place of every frame. Null where the format has no reader in process, and where anything is out of the
 * ordinary (a codec that has no reader here, more than one track of a kind): ffprobe then has to read them.
 */
export async function ownFacts(
  { file, sizeBytes }: Pick<MediaFile, 'file' | 'sizeBytes'>,
  { readFacts }: Demuxer,
): Promise<MediaFacts | null> {
  return readFacts && unlessUnusual(() => readFacts(new BoundedReader(file, sizeBytes)));
}
