/** An instant as the wall clock of an IANA zone shows it, such as `2026-01-03 10-30-00`: fit for a file name. */
export function localTime(instant: Date, timeZone: string): string {
  // The Swedish notation is the ISO one, without the T.
  const text = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(instant);
  return text.replaceAll(':', '-');
}
