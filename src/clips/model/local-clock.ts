/** Formats instants in an IANA zone, such as `2026-01-03 11:30:00`. */
export function localFormat(timeZone: string): Intl.DateTimeFormat {
  // Swedish notation is that of ISO 8601, without the T.
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
}

/** Formats instants in an IANA zone with its offset, such as `2026-01-03 11:30:00 +01:00`. */
export class LocalClock {
  private readonly text: Intl.DateTimeFormat;
  private readonly zone: Intl.DateTimeFormat;
  private readonly offsets = new Map<number, string>();

  constructor(timeZone: string) {
    this.text = localFormat(timeZone);
    this.zone = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  }

  at(ms: number): string {
    return `${this.text.format(ms)} ${this.offsetAt(ms)}`;
  }

  /** Offsets change at whole minutes. */
  private offsetAt(ms: number): string {
    const minute = Math.floor(ms / 60_000);
    const known = this.offsets.get(minute);
    if (known !== undefined) return known;
    const parts = this.zone.formatToParts(ms);
    const name = parts.find(({ type }) => type === 'timeZoneName')!.value;
    const offset = name.replace('GMT', '') || '+00:00';
    this.offsets.set(minute, offset);
    return offset;
  }
}
