import type { Clip } from './clip.entity.js';

/** The row of a clip as JSON, without the columns that change after the clip is published. */
export type ClipRecord = Omit<Clip, 'event' | LaterName | InstantName> &
  Record<InstantName, string>;

type LaterName = 'protected' | 'protectedReason' | 'missingSince' | 'hasPoster';

const INSTANTS = [
  'requestedStartsAt',
  'requestedEndsAt',
  'startsAt',
  'endsAt',
  'generatedAt',
] as const;
type InstantName = (typeof INSTANTS)[number];

/** The row's values; instants as `Date`. */
export function clipRow(record: ClipRecord): Omit<Clip, 'event' | LaterName> {
  const instants = Object.fromEntries(INSTANTS.map((name) => [name, new Date(record[name])]));
  return { ...record, ...(instants as Record<InstantName, Date>) };
}
