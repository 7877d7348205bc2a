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

/** What a clip of the interval may be made of. */
export type KnownInputs = Pick<KnownFootage, 'video' | 'recordings' | 'detections'>;

export async function knownInputs(
  footage: FootageSource,
  event: Event,
  { startsAtMs, endsAtMs }: Interval,
): Promise<KnownInputs> {
  const [from, to] = [new Date(startsAtMs), new Date(endsAtMs)];
  const { videoStartedAt: startedAt } = event;
  const { recordings, detections } = await footage.inputs(event, from, to);
  const file = videoFile(event);
  const video = file && { path: file.filePath, startedAt, file };
  return { video, recordings, detections };
}

export async function knownFootage(
  footage: FootageSource,
  event: Event,
  interval: Interval,
): Promise<KnownFootage> {
  const [from, to] = [new Date(interval.startsAtMs), new Date(interval.endsAtMs)];
  const { cameraId } = event;
  const [inputs, replaced] = await Promise.all([
    knownInputs(footage, event, interval),
    footage.replacedRecordings(cameraId, from, to),
  ]);
  return { cameraId, ...inputs, replaced: replaced.filter((one) => overlaps(one, interval)) };
}
