import type { CameraEvent } from '../api/types.js';

/** The events of a day in the reader's time zone. */
export interface EventDay {
  /** `YYYY-MM-DD` */
  readonly day: string;
  readonly events: readonly CameraEvent[];
}

/** Groups events by the day on which they start. Their order stays. */
export function eventDays(events: readonly CameraEvent[]): EventDay[] {
  const days: { day: string; events: CameraEvent[] }[] = [];
  for (const event of events) {
    const day = dayOf(new Date(event.started_at));
    if (days.at(-1)?.day === day) days.at(-1)!.events.push(event);
    else days.push({ day, events: [event] });
  }
  return days;
}

function dayOf(instant: Date): string {
  const [month, date] = [instant.getMonth() + 1, instant.getDate()];
  const padded = [month, date].map((part) => String(part).padStart(2, '0'));
  return [instant.getFullYear(), ...padded].join('-');
}
