import type { CameraPeriod } from '../media/retention/camera-period.js';
import { cutoffOf } from '../media/retention/cutoff-of.js';

/** The period of a camera of which something was registered. */
export interface KnownPeriod extends CameraPeriod {
  /** Whether it differs from the period of all cameras. */
  readonly isOwn: boolean;
}

/** A camera whose events may be due. */
export interface AgingCamera extends KnownPeriod {
  /** Nothing that began at this instant or later is due. */
  readonly cutoff: Date;
}

/** What applies to each camera in a run: the period of a label before that of its camera before that of all. */
export class RetentionPeriods {
  private readonly byCamera: ReadonlyMap<string, KnownPeriod>;

  constructor(
    private readonly defaultDays: number,
    readonly cameras: readonly KnownPeriod[],
  ) {
    this.byCamera = new Map(cameras.map((camera) => [camera.cameraId, camera]));
  }

  /** What applies to a camera, whether or not something was registered of it. */
  ofCamera(cameraId: string): CameraPeriod {
    return this.byCamera.get(cameraId) ?? { cameraId, days: this.defaultDays, daysByLabel: {} };
  }

  /** Days that an event is kept; 0: for ever. */
  daysOf(cameraId: string, label: string | null): number {
    const { days, daysByLabel } = this.ofCamera(cameraId);
    return label !== null && Object.hasOwn(daysByLabel, label) ? daysByLabel[label]! : days;
  }

  /** The cameras whose events may be due, each with the cutoff of its shortest period. */
  aging(now: Date): AgingCamera[] {
    return this.cameras.flatMap((camera) => {
      const periods = [camera.days, ...Object.values(camera.daysByLabel)].filter(
        (days) => days > 0,
      );
      const cutoff = periods.length > 0 ? cutoffOf(now, Math.min(...periods)) : null;
      return cutoff ? [{ ...camera, cutoff }] : [];
    });
  }

  /** The cameras whose recordings may be due. Recordings have no label. */
  agingRecordings(now: Date): AgingCamera[] {
    return this.cameras.flatMap((camera) => {
      const cutoff = cutoffOf(now, camera.days);
      return cutoff ? [{ ...camera, cutoff }] : [];
    });
  }
}
