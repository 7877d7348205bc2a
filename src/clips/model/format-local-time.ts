/** An instant in an IANA zone, such as `2026-01-03 10-30-00`: fit for a file name. */
export function formatLocalTime(instant: Date, timeZone: string): string {
  // Swedish notation is that of ISO 8601, without the T.
  const text = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(instant);
  return text.replaceAll(':', '-');
}
