export interface EventTimes {
  startedAt: Date;
  endedAt: Date | null;
}

/** When an event ends; where that is not known, its last detection counts as the end, else its start. */
export function eventEnd({ startedAt, endedAt }: EventTimes, lastDetectionAt: Date | null): Date {
  const end = endedAt ?? lastDetectionAt ?? startedAt;
  return end < startedAt ? startedAt : end;
}
