import type { ClipTimes } from './clip-times.js';
import { fileTimeAt, momentAt } from './timeline/playback-times.js';

/** Where a video was when it had to be replaced. */
export interface Place {
  /** In the file, in seconds. */
  readonly fileTime: number;
  /** In seconds from the event's start; null where the file does not play in real time. */
  readonly moment: number | null;
  readonly isPlaying: boolean;
  readonly speed: number;
}

type Playing = Pick<HTMLVideoElement, 'currentTime' | 'paused' | 'ended' | 'playbackRate'>;

/** Null at the beginning, where nothing has to be gone on with. */
export function placeOf(video: Playing, times: ClipTimes | null): Place | null {
  const { currentTime: fileTime, paused, ended, playbackRate: speed } = video;
  const isPlaying = !paused && !ended;
  if (fileTime === 0 && !isPlaying) return null;
  const moment = times?.isRealTime ? momentAt(times.footage, fileTime) : null;
  return { fileTime, moment, isPlaying, speed };
}

/** The time in the file of a clip that shows the same; null if the clip does not show that moment. */
export function timeInClip({ fileTime, moment }: Place, times: ClipTimes | null): number | null {
  if (!times?.isRealTime || moment === null) return fileTime;
  const { footage } = times;
  const [first, last] = [footage[0], footage.at(-1)];
  if (!first || !last || moment < first.start || moment > last.end) return null;
  return fileTimeAt(footage, moment);
}
