import type { VideoCodecChoice } from '../model/clip-options.js';
import { videoCodecOf } from '../model/clip-video-codec.js';
import type { ClipRequest } from '../records/clip-request.entity.js';
import type { Clip } from '../records/clip.entity.js';

type Choice = VideoCodecChoice | null | undefined;

/**
 * Whether a clip has the codec that a call chooses; a call that chooses none takes any. What was encoded may have been
 * HEVC, so it is not taken for the original unless it was made for a call that chose the original too.
 *
 * @param request the latest one
 */
export function hasChosenCodec(choice: Choice, clip: Clip, request: ClipRequest | null): boolean {
  const codec = videoCodecOf(clip);
  if (!choice || codec === null) return true;
  if (choice === 'h264') return codec === 'h264';
  const isOriginal = request?.state === 'completed' && request.options.videoCodec === 'original';
  return codec === 'hevc' || clip.method !== 'transcode' || isOriginal;
}

/** Whether the clip that is being made, if any, is to have the codec that a call chooses. */
export function willHaveChosenCodec(choice: Choice, request: ClipRequest | null): boolean {
  return !choice || request?.state !== 'pending' || request.options.videoCodec === choice;
}
