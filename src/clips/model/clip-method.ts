/** How a clip, or a segment of it, is made. */
export type ClipMethod = 'smart' | 'copy' | 'transcode' | 'images';
