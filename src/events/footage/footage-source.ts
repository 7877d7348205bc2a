import type { MediaFacts } from '../../formats/media-facts.js';
import type { Event } from '../records/event.entity.js';

/** A file of a camera's recorded video, placed in time. */
export interface FootageRecording {
  /** Unique among the camera's recordings; never changes. */
  readonly id: number | string;
  /** Absolute, inside the footage roots. */
  readonly filePath: string;
  readonly startedAt: Date;
  readonly endedAt: Date;
  /** What probing the file found. Without it, the file is probed for each clip. */
  readonly facts?: MediaFacts | null;
}

/** A still frame of an event. */
export interface FootageDetection {
  readonly id: number | string;
  /** Absolute, inside the footage roots. */
  readonly filePath: string;
  readonly detectedAt: Date;
}

/**
 * Where the clips module looks up footage. By default this is the footage registered with this service.
 * A host with its own database of footage implements `recordings`, and the other methods if it has still
 * frames.
 *
 * Intervals are `from` ≤ t < `to`; an empty interval contains its one instant.
 */
export abstract class FootageSource {
  /** The camera's recordings that overlap the interval, the earliest first. */
  abstract recordings(cameraId: string, from: Date, to: Date): Promise<readonly FootageRecording[]>;

  /** Whether the camera records at all; if so, footage that has not arrived yet is waited for. */
  hasRecordings(_cameraId: string): Promise<boolean> {
    return Promise.resolve(true);
  }

  /** The event's detections in the interval, the earliest first. */
  detections(_event: Event, _from: Date, _to: Date): Promise<readonly FootageDetection[]> {
    return Promise.resolve([]);
  }

  /** Used as the end of an event that has none. */
  lastDetectionAt(_event: Event): Promise<Date | null> {
    return Promise.resolve(null);
  }
}
