import type { Event } from '../../events/records/event.entity.js';
import type { FootageFile } from '../../events/footage/footage-file.js';
import { videoFile } from '../../events/footage/footage-files.js';
import type {
  FootageDetection,
  FootageRecording,
  FootageSource,
  ReplacedRecording,
} from '../../events/footage/footage-source.js';
import type { Interval } from '../model/interval.js';
import { overlaps } from './overlaps.js';

/** What is registered for an event's interval. None of it has been opened. */
export interface KnownFootage {
  readonly cameraId: string;
  /** The event's own video. */
  readonly video: { path: string; startedAt: Date | null; file: FootageFile } | null;
  readonly recordings: readonly FootageRecording[];
  /** Recordings of the interval that are gone, because their paths hold other files now. */
  readonly replaced: readonly ReplacedRecording[];
  readonly detections: readonly FootageDetection[];
}

export async function knownFootage(
  footage: FootageSource,
  event: Event,
  interval: Interval,
): Promise<KnownFootage> {
  const [from, to] = [new Date(interval.startsAtMs), new Date(interval.endsAtMs)];
  const { cameraId, videoStartedAt: startedAt } = event;
  const [recordings, replaced, detections] = await Promise.all([
    footage.recordings(cameraId, from, to),
    footage.replacedRecordings(cameraId, from, to),
    footage.detections(event, from, to),
  ]);
  const file = videoFile(event);
  const video = file && { path: file.filePath, startedAt, file };
  const gone = replaced.filter((one) => overlaps(one, interval));
  return { cameraId, video, recordings, replaced: gone, detections };
}
