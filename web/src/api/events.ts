import { type CallOptions, sendForJson } from './connection.js';
import type { Camera, CameraEvent, EventFilter, EventPage } from './types.js';

export function fetchEvent(eventId: number, options: CallOptions = {}): Promise<CameraEvent> {
  return sendForJson(`/api/events/${eventId}`, {}, options);
}

/** A page of events, newest first. */
export function fetchEvents(filter: EventFilter, options: CallOptions = {}): Promise<EventPage> {
  const given = Object.entries(filter).filter(([, value]) => value !== undefined);
  const query = new URLSearchParams(given.map(([name, value]) => [name, String(value)]));
  return sendForJson(`/api/events?${query}`, {}, options);
}

/** The cameras of all events. */
export async function fetchCameras(options: CallOptions = {}): Promise<Camera[]> {
  const { cameras } = await sendForJson<{ cameras: Camera[] }>('/api/cameras', {}, options);
  return cameras;
}
