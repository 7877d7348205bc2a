import { localFormat } from './local-clock.js';

/** An instant in an IANA zone, such as `2026-01-03 10-30-00`: fit for a file name. */
export function formatLocalTime(instant: Date, timeZone: string): string {
  return localFormat(timeZone).format(instant).replaceAll(':', '-');
}
