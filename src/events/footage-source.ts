import type { MediaFacts } from '../formats/media-facts.js';
import type { Event } from './event.entity.js';

/** A stretch of a camera's video: one file, placed in time. */
export interface FootageRecording {
  /** Tells it from the camera's other recordings, for good. */
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
 * Tells the clips room which files show what. The default knows what was registered here; a host that
 * keeps books of its own footage implements `recordings`, and the rest where it has still frames.
 *
 * Windows are `from` ≤ t < `to`; an empty one stands for its one instant.
 */
export abstract class FootageSource {
  /** The camera's recordings that share an instant with the window, the earliest first. */
  abstract recordings(cameraId: string, from: Date, to: Date): Promise<readonly FootageRecording[]>;

  /** Whether the camera records at all, so that footage of it which has not landed is waited for. */
  hasRecordings(_cameraId: string): Promise<boolean> {
    return Promise.resolve(true);
  }

  /** The event's detections inside the window, in the order of their time. */
  detections(_event: Event, _from: Date, _to: Date): Promise<readonly FootageDetection[]> {
    return Promise.resolve([]);
  }

  /** Stands for the end of an event that tells none. */
  lastDetectionAt(_event: Event): Promise<Date | null> {
    return Promise.resolve(null);
  }
}
