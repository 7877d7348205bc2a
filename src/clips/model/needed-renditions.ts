import { type RenditionName, RENDITION_NAMES } from '../../media/storage/clip-file.js';
import { type ClipWithCodecs, videoCodecOf } from './clip-video-codec.js';
import { limitsOf } from './preview-plan.js';

/** What decides whether a clip is already what a rendition would be. */
export interface RenditionSource extends ClipWithCodecs {
  /** As shown, in pixels. */
  readonly height: number;
  readonly durationSeconds: number;
  readonly bytes: number;
}

/** In pixels. */
export const SMALL_MAX_HEIGHT = 720;

/** Whether a rendition differs from the clip; where it does not, the clip is the rendition. */
export function needsRendition(
  clip: RenditionSource,
  name: RenditionName,
  notifyMaxBytes: number,
): boolean {
  const isH264 = videoCodecOf(clip) === 'h264';
  switch (name) {
    case 'h264':
      return isHevc(clip);
    case 'small':
      return !isH264 || clip.height > SMALL_MAX_HEIGHT;
    case 'notify':
    case 'chat': {
      const { maxHeight, maxSeconds, maxBytes } = limitsOf(name, notifyMaxBytes);
      const fits = clip.bytes <= maxBytes! && clip.durationSeconds <= maxSeconds;
      return !isH264 || clip.height > maxHeight || !fits;
    }
    case 'timelapse':
    case 'gif':
      return true;
  }
}

/** The renditions that an answer offers: those of which the clip is not certain to be one itself. */
export function offeredRenditions(clip: RenditionSource): RenditionName[] {
  if (clip.format !== 'mp4') return [];
  return RENDITION_NAMES.filter((name) => needsRendition(clip, name, 0));
}

/** The renditions without which some players show nothing. */
export function neededToPlay(clip: ClipWithCodecs): RenditionName[] {
  return isHevc(clip) ? ['h264'] : [];
}

function isHevc(clip: ClipWithCodecs): boolean {
  return videoCodecOf(clip) === 'hevc';
}
