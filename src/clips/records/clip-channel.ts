import { number, object } from '../../common/stored/stored-json.js';

/** Notifies all nodes that the state of an event's clip has changed. */
export const CLIP_CHANNEL = 'clips';

export interface ClipNotice {
  event_id: number;
}

export const readClipNotice = object<ClipNotice>({ event_id: number });
