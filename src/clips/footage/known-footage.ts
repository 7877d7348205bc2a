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

/** A camera without an event: its recordings alone. */
export interface CameraAlone {
  readonly id?: undefined;
  readonly cameraId: string;
}

/** Whose footage is looked up. */
export type FootageOwner = Event | CameraAlone;

/** What is registered for an interval of an event, or of a camera alone. None of it has been opened. */
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
  owner: FootageOwner,
  { startsAtMs, endsAtMs }: Interval,
): Promise<KnownInputs> {
  const [from, to] = [new Date(startsAtMs), new Date(endsAtMs)];
  if (owner.id === undefined) {
    const recordings = await footage.recordings(owner.cameraId, from, to);
    return { video: null, recordings, detections: [] };
  }
  const { videoStartedAt: startedAt } = owner;
  const { recordings, detections } = await footage.inputs(owner, from, to);
  const file = videoFile(owner);
  const video = file && { path: file.filePath, startedAt, file };
  return { video, recordings, detections };
}

export async function knownFootage(
  footage: FootageSource,
  owner: FootageOwner,
  interval: Interval,
): Promise<KnownFootage> {
  const [from, to] = [new Date(interval.startsAtMs), new Date(interval.endsAtMs)];
  const { cameraId } = owner;
  const [inputs, replaced] = await Promise.all([
    knownInputs(footage, owner, interval),
    footage.replacedRecordings(cameraId, from, to),
  ]);
  return { cameraId, ...inputs, replaced: replaced.filter((one) => overlaps(one, interval)) };
}
