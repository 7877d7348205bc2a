import type { MediaFacts } from '../../media-facts.js';
import type { ByteReader } from '../../byte-reader.js';
import { ordinary } from '../../unusual.js';
import { boxesIn, contentOf, has, inside, one } from '../boxes.js';
import { fragmentTimes } from './fragment-times.js';
import { readCreationTime, readMovieTurn, readTimescale } from './headers.js';
import { readAudioCodec, readPicture } from './sample-entry.js';
import { tableTimes } from './sample-times.js';
import { readTracks } from './track.js';

/**
 * The facts of an MP4 or QuickTime file (ISO/IEC 14496-12, 14496-14 and 14496-15), whole or in fragments,
 * read from a few dozen small boxes. Throws `Unusual`, or a RangeError.
 */
export async function isoFacts(reader: ByteReader): Promise<MediaFacts> {
  const top = await boxesIn(reader, 0, reader.size, 'moof');
  const moov = await inside(reader, one(top, 'moov'));
  const mvhd = await contentOf(reader, one(moov, 'mvhd'));
  const movieTimescale = readTimescale(mvhd);
  const isFragmented = has(top, 'moof');
  ordinary(readMovieTurn(mvhd) === 0 && (isFragmented || has(top, 'mdat')));
  ordinary(isFragmented === has(moov, 'mvex'));
  const tracks = await readTracks(reader, moov);
  const video = tracks.find(({ kind }) => kind === 'vide')!;
  const audio = tracks.find(({ kind }) => kind === 'soun');

  const times = isFragmented
    ? await fragmentTimes(reader, { moov, tracks, movieTimescale, first: one(top, 'moof') })
    : await tableTimes(reader, tracks, movieTimescale);
  return {
    demuxer: 'mov',
    sizeBytes: reader.size,
    startTimeSeconds: times.startTimeSeconds,
    creationTime: readCreationTime(mvhd),
    video: {
      index: video.index,
      ...(await readPicture(reader, video.entry)),
      rotation: video.rotation,
      timeBase: `1/${video.timescale}`,
      ...times.video,
    },
    audio: audio ? { index: audio.index, codec: await readAudioCodec(reader, audio.entry) } : null,
  };
}
