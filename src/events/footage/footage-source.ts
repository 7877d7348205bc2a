import { type FileIsolation, NOT_ISOLATED } from '../../isolation/file-isolation.js';
import type { MediaFacts } from '../../formats/media-facts.js';
import type { FileIdentity } from '../../media/footage/file-identity.js';
import { type FootageFile, examineFootage } from './footage-file.js';
import { endOf } from './recording-extent.js';
import type { PlacedBy } from '../placing/place-video.js';
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
  /** What `startedAt` was taken from, if known. Messages say it where footage does not cover a clip. */
  readonly placedBy?: PlacedBy;
  /** By which the file is recognized; left out: whatever the path holds is used. */
  readonly identity?: FileIdentity | null;
}

/** A recording whose path holds another file now. */
export type ReplacedRecording = Pick<FootageRecording, 'filePath' | 'startedAt' | 'endedAt'>;

/** A still frame of an event. */
export interface FootageDetection {
  readonly id: number | string;
  /** Absolute, inside the footage roots. */
  readonly filePath: string;
  readonly detectedAt: Date;
  /** By which the file is recognized; left out: whatever the path holds is used. */
  readonly identity?: FileIdentity | null;
  readonly registeredAt?: Date | null;
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

  /**
   * The camera's recording that starts last before an instant. Its file may have grown since it is known, so
   * that it reaches into an interval that it did not overlap. Null: there is none, or files do not grow.
   */
  recordingBefore(_cameraId: string, _at: Date): Promise<FootageRecording | null> {
    return Promise.resolve(null);
  }

  /** The camera's recording that starts first at an instant or after it. Null: there is none, or not known. */
  recordingAfter(_cameraId: string, _at: Date): Promise<FootageRecording | null> {
    return Promise.resolve(null);
  }

  /**
   * Called with the facts of a recording's file as it is now, where none are known or its size has changed.
   * Gives the recording as it is now, and stores it if the next call of `recordings` is to know it.
   */
  reread(recording: FootageRecording, facts: MediaFacts): Promise<FootageRecording> {
    return Promise.resolve({ ...recording, facts, endedAt: endOf(recording, facts) });
  }

  /** Recordings that overlap the interval and whose path holds another file now. Messages name them. */
  replacedRecordings(
    _cameraId: string,
    _from: Date,
    _to: Date,
  ): Promise<readonly ReplacedRecording[]> {
    return Promise.resolve([]);
  }

  /**
   * Called right before a file is read. Gives what it is recognized by, and stores it if the next call is to
   * know it.
   *
   * @param path where the file really lies
   * @param files where it is touched
   * @throws FootageReplacedError if the path holds another file than the one that is known
   */
  async identify(
    file: FootageFile,
    path: string,
    files: FileIsolation = NOT_ISOLATED,
  ): Promise<FileIdentity> {
    return (await examineFootage(files, file, path)).identity;
  }

  /** Whether the camera records at all; if so, footage that has not arrived yet is waited for. */
  hasRecordings(_cameraId: string): Promise<boolean> {
    return Promise.resolve(true);
  }

  /** What `recordings` and `detections` give. */
  async inputs(
    event: Event,
    from: Date,
    to: Date,
  ): Promise<{
    recordings: readonly FootageRecording[];
    detections: readonly FootageDetection[];
  }> {
    const [recordings, detections] = await Promise.all([
      this.recordings(event.cameraId, from, to),
      this.detections(event, from, to),
    ]);
    return { recordings, detections };
  }

  /** The event's detections from `_from` to `_to`, both included, the earliest first. */
  detections(_event: Event, _from: Date, _to: Date): Promise<readonly FootageDetection[]> {
    return Promise.resolve([]);
  }

  /** Used as the end of an event that has none. */
  lastDetectionAt(_event: Event): Promise<Date | null> {
    return Promise.resolve(null);
  }
}
