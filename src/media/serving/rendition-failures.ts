/** Why a rendition could not be made, where neither FFmpeg nor the disk is the reason. */
export const RENDITION_FAILURES = {
  TIMED_OUT: 'Making the rendition took longer than allowed. Raise CLIP_TIMEOUT_SECONDS.',
  UNREADABLE_SOURCE: "The clip's file is damaged. Generate the clip again.",
  VIDEO_NOT_FOUND: "The clip's file is missing. Generate the clip again.",
} as const;
