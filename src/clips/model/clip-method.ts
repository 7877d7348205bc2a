/** How a clip, or a part of it, is made. */
export type ClipMethod = 'smart' | 'copy' | 'transcode' | 'images';
