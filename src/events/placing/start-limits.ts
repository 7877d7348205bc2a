import type { Clock } from '../../common/clock.js';
import { shownName } from '../../common/shown-name.js';
import { FutureEventError, ImplausibleStartError } from '../event-errors.js';
import type { PlacedBy, Placing } from './place-video.js';

/** Before that, no camera wrote files: the instant comes from a clock that was never set, or is made up. */
const EARLIEST_MS = Date.UTC(1990, 0, 1);

export const DEFAULT_MAX_FUTURE_SECONDS = 86_400;

/** Between which instants events and recordings may start. */
export class StartLimits {
  constructor(
    private readonly clock: Clock,
    private readonly maxFutureSeconds = DEFAULT_MAX_FUTURE_SECONDS,
  ) {}

  /** The latest start. */
  latest(): Date {
    return new Date(this.clock.now().getTime() + this.maxFutureSeconds * 1000);
  }

  /** @throws FutureEventError */
  checkEvent(startedAt: Date): void {
    const latest = this.latest();
    if (startedAt > latest) throw new FutureEventError(latest);
  }

  /** @throws ImplausibleStartError */
  checkRecording(path: string, { startedAt, placedBy }: Placing): void {
    const latest = this.latest();
    if (startedAt.getTime() >= EARLIEST_MS && startedAt <= latest) return;
    const start = Number.isNaN(startedAt.getTime())
      ? 'outside of the calendar'
      : `at ${startedAt.toISOString()}`;
    throw new ImplausibleStartError(
      `${shownName(path)} starts ${start} ${BY[placedBy]}, but a recording may start from 1990 until ${latest.toISOString()}. ${REMEDIES[placedBy]}`,
    );
  }
}

const BY: Record<PlacedBy, string> = {
  given: 'by started_at',
  file_name: 'by its path',
  creation_time: 'by creation_time in the file',
  modified: 'by its modification time',
};

const GIVE = 'Give started_at, and check the clock of the camera.';

const REMEDIES: Record<PlacedBy, string> = {
  given: 'Correct started_at.',
  file_name: 'Give started_at, or set CAMERA_FILE_PATTERN or file_pattern of the camera.',
  creation_time: GIVE,
  modified: GIVE,
};
