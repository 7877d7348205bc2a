import type { FootageRecording } from '../../events/footage/footage-source.js';
import { shownName } from '../../common/shown-name.js';
import { ClipGenerationError } from '../model/clip-generation-error.js';
import { type Interval, iso } from '../model/interval.js';
import { howPlaced, type SourcePlacing } from './source-placing.js';
import { placingsOf, type VideoSource } from './video-source.js';

/** No part of the footage lies in the interval. */
export function outsideFootage(
  interval: Interval,
  sources: readonly VideoSource[],
): ClipGenerationError {
  const startsAtMs = Math.min(...sources.map((source) => source.startsAtMs));
  const endsAtMs = Math.max(...sources.map((source) => source.endsAtMs));
  // The end of a file that is still being written is not known.
  const end = Number.isFinite(endsAtMs)
    ? `runs from ${iso(startsAtMs)} to ${iso(endsAtMs)}`
    : `starts at ${iso(startsAtMs)}`;
  return outside([
    `The footage ${end}, but the clip was requested ${shown(interval)}.`,
    howPlaced(placingsOf(sources)),
  ]);
}

/**
 * The camera has recorded nothing in the interval.
 *
 * @param beside the recordings before and after it, which may be placed wrongly
 */
export function noRecordingIn(
  interval: Interval,
  beside: readonly FootageRecording[],
  placings: readonly SourcePlacing[],
): ClipGenerationError {
  const spans = beside.map(
    ({ filePath, startedAt, endedAt }) =>
      `${shownName(filePath)} runs from ${startedAt.toISOString()} to ${endedAt.toISOString()}.`,
  );
  return outside([
    `The camera has no recording ${shown(interval)}.`,
    ...spans,
    howPlaced(placings),
  ]);
}

export function noStillIn(interval: Interval): ClipGenerationError {
  return new ClipGenerationError(
    'NO_VALID_IMAGES',
    `No still frame of the event was taken ${shown(interval)}. Request another interval, or add detections.`,
  );
}

function outside(sentences: readonly string[]): ClipGenerationError {
  return new ClipGenerationError('WINDOW_OUTSIDE_FOOTAGE', sentences.filter(Boolean).join(' '));
}

function shown({ startsAtMs, endsAtMs }: Interval): string {
  return `from ${iso(startsAtMs)} to ${iso(endsAtMs)}`;
}
