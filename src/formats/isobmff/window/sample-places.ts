import type { BlockingReader } from '../../byte-reader.js';
import { PagedReader } from '../../paged-reader.js';
import { unlessUnusual, ordinary } from '../../unusual.js';
import { all, type Boxes, boxesIn, contentOf, has, inside, one } from '../boxes.js';
import { readTrackHeader } from '../facts/headers.js';
import { sampleTables } from './read-tables.js';
import { placesFrom, type SamplePlace, type SampleTables } from './sample-tables.js';

/** Where the samples of a track lie, by their numbers, which count from 0. */
export class SamplePlaces {
  private places: Generator<SamplePlace> | null = null;
  private next = NaN;

  constructor(private readonly tables: SampleTables) {}

  /** Null past the last one. Those that follow each other are found at once. */
  placeOf(sample: number): SamplePlace | null {
    if (!this.places || sample !== this.next) this.places = placesFrom(this.tables, sample);
    this.next = sample + 1;
    const result = this.places.next();
    return result.done ? null : result.value;
  }
}

/**
 * Reads the places from the sample tables of an MP4, page by page. Null where the file has fragments, where its
 * samples are encrypted, and where anything is out of the ordinary.
 */
export function samplePlaces(file: BlockingReader, trackId: number): Promise<SamplePlaces | null> {
  return unlessUnusual(async () => {
    const reader = new PagedReader(file);
    const top = await boxesIn(reader, 0, reader.size);
    const movie = await inside(reader, one(top, 'moov'));
    ordinary(!has(top, 'moof') && !has(movie, 'mvex'));
    for (const trak of all(movie, 'trak')) {
      const boxes = await inside(reader, trak);
      if (readTrackHeader(await contentOf(reader, one(boxes, 'tkhd'))).id !== trackId) continue;
      const tables = sampleTables(file, await tableBoxes(reader, boxes));
      ordinary(tables.stsz.u32(0) === 0);
      return new SamplePlaces(tables);
    }
    return null;
  });
}

async function tableBoxes(reader: BlockingReader, trak: Boxes): Promise<Boxes> {
  const media = await inside(reader, one(trak, 'mdia'));
  const boxes = await inside(reader, one(await inside(reader, one(media, 'minf')), 'stbl'));
  ordinary(!has(boxes, 'senc') && !has(boxes, 'saiz'));
  return boxes;
}
