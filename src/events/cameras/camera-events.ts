import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** A camera has stopped recording for longer than it should, or records again. */
export interface CameraEvent {
  readonly type: 'silent' | 'recording';
  readonly cameraId: string;
  readonly name: string | null;
  readonly quietAfterSeconds: number;
  /** Null: it has none. */
  readonly newestRecordingEndsAt: Date | null;
  /** Since when nothing was recorded; null where it records again. */
  readonly silentSince: Date | null;
}

/** Stores what happens, in the same transaction, so that no crash can lose it. */
export type CameraEventRecorder = (
  events: readonly CameraEvent[],
  manager: EntityManager,
) => Promise<void>;

/** The port from cameras to whatever reports their silence. */
@Injectable()
export class CameraEvents {
  private recorder: CameraEventRecorder = () => Promise.resolve();

  /** Sets what stores the events from now on. */
  use(recorder: CameraEventRecorder): void {
    this.recorder = recorder;
  }

  record(events: readonly CameraEvent[], manager: EntityManager): Promise<void> {
    return this.recorder(events, manager);
  }
}
