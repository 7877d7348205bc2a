import type { VideoFacts } from './media-facts.js';

/** What a codec's own configuration says of its pictures. */
export type Picture = Pick<VideoFacts, 'codec' | 'pixelFormat' | 'width' | 'height' | 'fieldOrder'>;

/**
 * How containers hold video of a codec whose facts are read in process. To add one, write its entry and
 * put it in the list in `video-codings.ts`. All readers throw `Unusual` where something is out of the
 * ordinary.
 */
export interface VideoCoding {
  /** In MP4 (ISO/IEC 14496-15): its sample entries, and the box in them that has the decoder configuration. */
  readonly sampleEntries: readonly string[];
  readonly configurationBox: string;
  /** In Matroska, whose CodecPrivate is the same decoder configuration (draft-ietf-cellar-codec). */
  readonly matroskaId: string;
  /** In MPEG-TS (ISO/IEC 13818-1, table 2-34). */
  readonly mpegtsStreamType: number;
  /** @param width of the picture as the container gives it, and so does `height` */
  readConfiguration(configuration: Uint8Array, width: number, height: number): Picture;
  /** @param bytes the first picture of a byte stream (Annex B), with all that comes before it */
  readFirstPicture(bytes: Buffer): Picture;
}
