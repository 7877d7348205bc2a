import type { Event } from '../../events/records/event.entity.js';
import type { ClipFormat } from '../../media/storage/clip-file.js';
import {
  type ClipCut,
  type ClipOptions,
  type ClipSource,
  DEFAULT_FPS,
  type VideoCodecChoice,
} from './clip-options.js';
import { eventEnd } from './event-end.js';
import type { Interval } from './interval.js';
import { type Offsets, requestedInterval, type Rolls, withEnd } from './requested-interval.js';

/** What a caller may choose of a clip. What is left out, or null, gets its default. */
export interface ClipChoices extends Offsets {
  readonly source?: ClipSource | null | undefined;
  readonly format?: ClipFormat | null | undefined;
  readonly cut?: ClipCut | null | undefined;
  readonly videoCodec?: VideoCodecChoice | null | undefined;
  readonly fps?: number | null | undefined;
}

/** The configured defaults of what a caller leaves out. */
export interface ClipDefaults extends Rolls {
  readonly cut: ClipCut;
  readonly videoCodec: VideoCodecChoice;
}

/** A clip as it was requested, with every default filled in. */
export interface RequestedClip {
  readonly event: Event;
  readonly interval: Interval;
  readonly options: ClipOptions;
  /** The end of the event that the interval follows. Null: it follows none, or an older version did not record it. */
  readonly followedEnd: Date | null;
}

/** @throws ReversedIntervalError, ClipTooLongError */
export function requestedClip(
  event: Event,
  lastDetectionAt: Date | null,
  choices: ClipChoices,
  defaults: ClipDefaults,
): RequestedClip {
  const end = eventEnd(event, lastDetectionAt);
  const followsEnd = typeof choices.endOffsetSeconds !== 'number';
  return {
    event,
    interval: requestedInterval(event, end, choices, defaults),
    options: {
      source: choices.source ?? 'auto',
      format: choices.format ?? 'mp4',
      cut: choices.cut ?? defaults.cut,
      videoCodec: choices.videoCodec ?? defaults.videoCodec,
      fps: choices.fps ?? DEFAULT_FPS,
      followsEnd,
    },
    followedEnd: followsEnd ? end : null,
  };
}

/**
 * The clip as its event is now: the interval ends later, or earlier, by as much as the event does.
 *
 * @throws ReversedIntervalError, ClipTooLongError
 */
export function followingEnd(clip: RequestedClip, lastDetectionAt: Date | null): RequestedClip {
  const { event, interval, followedEnd } = clip;
  const end = eventEnd(event, lastDetectionAt);
  const byMs = followedEnd ? end.getTime() - followedEnd.getTime() : 0;
  if (byMs === 0) return clip;
  return { ...clip, interval: withEnd(interval, interval.endsAtMs + byMs), followedEnd: end };
}

/** Whether two requests of one event ask for the same file. */
export function isSameClip(a: RequestedClip, b: RequestedClip): boolean {
  return (
    a.interval.startsAtMs === b.interval.startsAtMs &&
    a.interval.endsAtMs === b.interval.endsAtMs &&
    a.options.format === b.options.format &&
    a.options.source === b.options.source &&
    a.options.cut === b.options.cut &&
    a.options.videoCodec === b.options.videoCodec &&
    a.options.fps === b.options.fps
  );
}
