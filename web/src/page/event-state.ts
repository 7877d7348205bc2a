import type { CameraEvent, ClipInfo } from '../api/types.js';

/** The state of an event's clip for a list; no words where there is a clip and nothing to say about it. */
export interface EventState {
  readonly words: string;
  readonly tone: 'plain' | 'busy' | 'problem' | 'kept';
}

/** In a few words; the player shows the whole message. */
export function eventState({ clip }: Pick<CameraEvent, 'clip'>): EventState {
  if (!clip) return { words: 'No clip yet', tone: 'plain' };
  const { status, clip_url, progress, error_code: code } = clip;
  if (status === 'pending') {
    return { words: progress ? `Being made, ${progress} %` : 'Being made', tone: 'busy' };
  }
  if (status === 'failed') {
    const reason = (code && REASONS[code]) ?? 'Failed';
    return { words: clip_url ? `${reason}; an older clip is there` : reason, tone: 'problem' };
  }
  return clip.protected ? { words: 'Protected', tone: 'kept' } : { words: '', tone: 'plain' };
}

/** The service may have another version, with codes that are not listed. */
const REASONS: Partial<Record<string, string>> = {
  WINDOW_OUTSIDE_FOOTAGE: 'No footage',
  VIDEO_NOT_FOUND: 'Footage is missing',
  NO_VALID_IMAGES: 'No usable images',
  UNREADABLE_SOURCE: 'Footage cannot be read',
  FFMPEG_FAILED: 'Failed',
  PROCESS_KILLED: 'Stopped by the system',
  TIMED_OUT: 'Took too long',
  CANCELLED: 'Cancelled',
  NO_SPACE: 'No free space',
  CLIP_PROTECTED: 'Clip is protected',
  CLIPS_FOLDER_UNUSABLE: 'Clips folder cannot be used',
} satisfies Record<NonNullable<ClipInfo['error_code']>, string>;
