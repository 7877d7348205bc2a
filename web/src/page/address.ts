import type { EventFilter } from '../api/types.js';

/** By which clip events are chosen. */
export const CLIP_CHOICES = ['completed', 'none', 'pending', 'failed', 'protected'] as const;
export type ClipChoice = (typeof CLIP_CHOICES)[number];

/** The state of the page. All of it is in the URL, so links and the back button work. */
export interface Address {
  readonly view: 'events' | 'cleanup';
  readonly camera: string | null;
  /** Days in the reader's time zone, `YYYY-MM-DD`, both included. */
  readonly from: string | null;
  readonly to: string | null;
  /** In the label or summary. */
  readonly text: string | null;
  readonly clip: ClipChoice | null;
  /** The selected event's id. */
  readonly event: number | null;
}

/** The most characters of a text that the service searches for. */
export const MAX_TEXT = 200;

export const EVERYTHING: Address = {
  view: 'events',
  camera: null,
  from: null,
  to: null,
  text: null,
  clip: null,
  event: null,
};

export function readAddress(search: string): Address {
  const query = new URLSearchParams(search);
  const id = query.get('event');
  return {
    view: query.get('view') === 'cleanup' ? 'cleanup' : 'events',
    camera: query.get('camera') || null,
    from: dayOrNull(query.get('from')),
    to: dayOrNull(query.get('to')),
    text: query.get('text')?.slice(0, MAX_TEXT) || null,
    clip: CLIP_CHOICES.find((choice) => choice === query.get('clip')) ?? null,
    event: id !== null && /^[1-9]\d{0,9}$/.test(id) ? Number(id) : null,
  };
}

/** The URL's query of an address. A filter that is left out matches everything. */
export function writeAddress({ view, camera, from, to, text, clip, event }: Address): string {
  const query = new URLSearchParams({
    ...(view === 'cleanup' && { view }),
    ...(camera && { camera }),
    ...(from && { from }),
    ...(to && { to }),
    ...(text && { text }),
    ...(clip && { clip }),
    ...(event !== null && { event: String(event) }),
  });
  return `?${query}`;
}

/** The filter for the service. */
export function filterOf({ camera, from, to, text, clip }: Address): EventFilter {
  return {
    ...(camera && { camera_id: camera }),
    ...(text?.trim() && { text: text.trim() }),
    ...(clip === 'protected' ? { protected: true } : clip && { clip_status: clip }),
    ...(from && { from: startOfDay(from, 0) }),
    ...(to && { to: startOfDay(to, 1) }),
  };
}

export function isFiltered({ camera, from, to, text, clip }: Address): boolean {
  return Boolean(camera || from || to || text || clip);
}

/** The instant at which a day, or one some days later, begins in the reader's time zone. */
function startOfDay(day: string, daysLater: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + daysLater).toISOString();
}

function dayOrNull(text: string | null): string | null {
  return text && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : null;
}
