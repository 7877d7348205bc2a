import { number, object } from '../../common/stored/stored-json.js';

/** Notifies all nodes that the state of a clip of a camera alone has changed. */
export const INTERVAL_CHANNEL = 'interval_clips';

export interface IntervalNotice {
  id: number;
}

export const readIntervalNotice = object<IntervalNotice>({ id: number });
