import { instantText, object, text } from '../../common/stored/stored-json.js';
import { joinedSpans, type Span } from '../../events/footage/spans.js';
import { iso } from '../model/interval.js';

/** A time of which a camera's footage was registered; instants in ISO 8601, as a job keeps them. */
export interface FootageSpan {
  readonly camera_id: string;
  readonly starts_at: string;
  readonly ends_at: string;
}

export const readStoredSpan = object<FootageSpan>({
  camera_id: text,
  starts_at: instantText,
  ends_at: instantText,
});

interface Recorded {
  readonly cameraId: string;
  readonly startedAt: Date;
  readonly endedAt: Date;
}

/** Segments of a camera that follow each other this closely are one span. */
const NEXT_MS = 1_000;

/** The times that recordings show, by camera: a day of short segments is one span. */
export function footageSpans(recordings: readonly Recorded[]): FootageSpan[] {
  const byCamera = new Map<string, Span[]>();
  for (const { cameraId, startedAt, endedAt } of recordings) {
    const spans = byCamera.get(cameraId) ?? [];
    spans.push({ startsAtMs: startedAt.getTime(), endsAtMs: endedAt.getTime() });
    byCamera.set(cameraId, spans);
  }
  return [...byCamera.keys()].sort().flatMap((cameraId) => {
    const spans = byCamera.get(cameraId)!.sort((a, b) => a.startsAtMs - b.startsAtMs);
    return joinedSpans(spans, NEXT_MS).map(({ startsAtMs, endsAtMs }) => ({
      ...{ camera_id: cameraId, starts_at: iso(startsAtMs), ends_at: iso(endsAtMs) },
    }));
  });
}
