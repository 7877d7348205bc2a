/** Seconds as `1:05`, `1:00:05` or, below ten, `4.2 s`. */
export function formatDuration(seconds: number): string {
  if (seconds < 10) return `${Number(seconds.toFixed(1))} s`;
  const whole = Math.round(seconds);
  const [hours, minutes, rest] = [
    Math.floor(whole / 3600),
    Math.floor(whole / 60) % 60,
    whole % 60,
  ];
  const padded = String(rest).padStart(2, '0');
  return hours > 0
    ? `${hours}:${String(minutes).padStart(2, '0')}:${padded}`
    : `${minutes}:${padded}`;
}

const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB'];

/** Bytes with two or three digits in decimal units, as download dialogs show them. */
export function formatBytes(bytes: number): string {
  const power = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const value = bytes / 1000 ** power;
  return `${power > 0 && value < 10 ? value.toFixed(1) : Math.round(value)} ${UNITS[power]}`;
}

/** A moment in words, such as `5 s before the event's start`. */
export function formatOffset(seconds: number): string {
  if (seconds === 0) return "at the event's start";
  return `${formatDuration(Math.abs(seconds))} ${seconds < 0 ? 'before' : 'after'} the event's start`;
}

/** An instant in the reader's time zone and language. */
export function formatInstant(instant: string): string {
  return new Date(instant).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
}

/** The day of an instant in the reader's time zone and language, with the day of the week. */
export function formatDay(instant: string): string {
  return new Date(instant).toLocaleDateString(undefined, { dateStyle: 'full' });
}

/** Hours and minutes of an instant in the reader's time zone and language. */
export function formatTime(instant: string): string {
  return new Date(instant).toLocaleTimeString(undefined, { timeStyle: 'short' });
}
