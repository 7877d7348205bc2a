import type { Event } from '../../events/records/event.entity.js';
import type {
  FootageDetection,
  FootageRecording,
  FootageSource,
} from '../../events/footage/footage-source.js';
import type { Interval } from '../model/interval.js';

/** What is registered for an event's interval. None of it has been opened. */
export interface KnownFootage {
  readonly cameraId: string;
  /** The event's own video. */
  readonly video: { path: string; startedAt: Date | null } | null;
  readonly recordings: readonly FootageRecording[];
  readonly detections: readonly FootageDetection[];
}

export async function knownFootage(
  footage: FootageSource,
  event: Event,
  interval: Interval,
): Promise<KnownFootage> {
  const [from, to] = [new Date(interval.startsAtMs), new Date(interval.endsAtMs)];
  const [recordings, detections] = await Promise.all([
    footage.recordings(event.cameraId, from, to),
    footage.detections(event, from, to),
  ]);
  const { cameraId, videoPath, videoStartedAt } = event;
  const video = videoPath === null ? null : { path: videoPath, startedAt: videoStartedAt };
  return { cameraId, video, recordings, detections };
}
