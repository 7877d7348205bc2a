import { instant, nullOr, number, object, oneOf, text } from '../common/stored/stored-json.js';
import { DEMUXERS } from '../formats/demuxers.js';
import type { AudioFacts, MediaFacts, VideoFacts } from '../formats/media-facts.js';

/**
 * Facts that were stored as JSON. No fact has a default: if one is missing, the file has to be probed again.
 */
export const readStoredFacts = object<MediaFacts>({
  demuxer: oneOf(DEMUXERS.map(({ name }) => name)),
  sizeBytes: number,
  durationSeconds: nullOr(number),
  startTimeSeconds: number,
  creationTime: nullOr(instant),
  video: nullOr(
    object<VideoFacts>({
      index: number,
      codec: text,
      pixelFormat: nullOr(text),
      width: number,
      height: number,
      rotation: number,
      fieldOrder: nullOr(text),
      frameRate: nullOr(number),
      timeBase: text,
      startTimeSeconds: number,
    }),
  ),
  audio: nullOr(object<AudioFacts>({ index: number, codec: text })),
});
