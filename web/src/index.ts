import './player/style.css';

export { EventVideoPlayer, type EventVideoPlayerProps } from './player/EventVideoPlayer.js';
export {
  cancelEventClip,
  fetchEventClipInfo,
  generateEventClip,
  getEventClipUrl,
  protectEventClip,
  removeEventClip,
  type ClipUrlOptions,
} from './api/clips.js';
export { fetchCameras, fetchEvent, fetchEvents } from './api/events.js';
export { followClipProgress, type FollowOptions } from './api/clip-progress.js';
export { followRendition, type FollowRenditionOptions } from './api/renditions.js';
export { ApiError } from './api/api-error.js';
export type { CallOptions, Connection } from './api/connection.js';
export type * from './api/types.js';
