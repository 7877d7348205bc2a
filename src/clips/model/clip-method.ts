/** How a clip, or a segment of it, is made. */
export const CLIP_METHODS = ['smart', 'copy', 'transcode', 'images'] as const;
export type ClipMethod = (typeof CLIP_METHODS)[number];
