import type { Reader } from '../common/stored/stored-json.js';
import { UnreadableNotifications } from './unreadable-notifications.js';

/** A listener that is called with what `read` accepts. Whatever else comes on the channel is ignored, and logged. */
export function reading<T>(
  channel: string,
  read: Reader<T>,
  listener: (payload: T) => void,
): (payload: object) => void {
  const unreadable = new UnreadableNotifications();
  return (payload) => {
    const found = read(payload);
    if (found === undefined) unreadable.ignore(channel);
    else listener(found);
  };
}
