/** The name of an IANA time zone as this system writes it; null for a text that names none. */
export function timeZoneOf(text: string): string | null {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}
