import { nullOr, number, object, text, withDefault } from '../../common/stored/stored-json.js';
import {
  type ClipCut,
  type ClipOptions,
  DEFAULT_OPTIONS,
  type VideoCodecChoice,
} from './clip-options.js';
import type { Tries } from './clip-job.js';
import type { Interval } from './interval.js';

/** A clip of a camera and a time, without an event. Equal ones are one clip. */
export interface WantedInterval {
  readonly cameraId: string;
  readonly interval: Interval;
  readonly cut: ClipCut;
  readonly videoCodec: VideoCodecChoice;
}

/** How it is made: of recordings alone. */
export function optionsOf({
  cut,
  videoCodec,
}: Pick<WantedInterval, 'cut' | 'videoCodec'>): ClipOptions {
  return { ...DEFAULT_OPTIONS, source: 'video', followsEnd: false, cut, videoCodec };
}

/** The queue of the jobs that make them. */
export const INTERVAL_QUEUE = 'intervals';

export interface IntervalJob extends Tries {
  interval_clip_id: number;
  /** Of the HTTP call that requested it, for the log. */
  request_id: string | null;
}

/** A job's data, as it was stored. */
export const readIntervalJob = object<IntervalJob>({
  interval_clip_id: number,
  failures: withDefault(number, 0),
  kills: withDefault(number, 0),
  request_id: withDefault(nullOr(text), null),
});
