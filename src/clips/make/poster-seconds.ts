import type { Event } from '../../events/records/event.entity.js';
import type { Clip } from '../records/clip.entity.js';

/** Rounding must not select a time after the last frame. */
const END_MARGIN_SECONDS = 0.1;

type ClipTimes = Pick<Clip, 'method' | 'gaps' | 'startsAt' | 'durationSeconds'>;

/** Where the event's start lies in its clip. A clip of still frames does not show time as it passed. */
export function posterSeconds(clip: ClipTimes, { startedAt }: Pick<Event, 'startedAt'>): number {
  if (clip.method === 'images') return 0;
  const skipped = clip.gaps
    .filter((gap) => new Date(gap.starts_at) >= clip.startsAt && new Date(gap.ends_at) <= startedAt)
    .reduce((sum, gap) => sum + Date.parse(gap.ends_at) - Date.parse(gap.starts_at), 0);
  const seconds = (startedAt.getTime() - clip.startsAt.getTime() - skipped) / 1000;
  return Math.max(0, Math.min(seconds, clip.durationSeconds - END_MARGIN_SECONDS));
}
