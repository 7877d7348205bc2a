import './player/style.css';

export { EventVideoPlayer, type EventVideoPlayerProps } from './player/EventVideoPlayer';
export {
  cancelEventClip,
  fetchEventClipInfo,
  generateEventClip,
  getEventClipUrl,
  protectEventClip,
  removeEventClip,
  type ClipUrlOptions,
} from './api/clips';
export { fetchCameras, fetchEvent, fetchEvents } from './api/events';
export { followClipProgress, type FollowOptions } from './api/clip-progress';
export { ApiError } from './api/api-error';
export type { CallOptions, Connection } from './api/connection';
export type * from './api/types';
