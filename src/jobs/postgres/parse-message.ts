import { record } from '../../common/stored/stored-json.js';

export interface Message {
  readonly channel: string;
  readonly payload: object;
}

/** Reads the name of a channel, a space, and an object as JSON; null for anything else. */
export function parseMessage(message: string): Message | null {
  const [, channel = '', json = ''] = /^(\S+) (.*)$/s.exec(message) ?? [];
  try {
    const payload = record(JSON.parse(json));
    return payload ? { channel, payload } : null;
  } catch {
    return null;
  }
}
