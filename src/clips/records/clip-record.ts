import type { Clip } from './clip.entity.js';

/** A clip's row in JSON: what is published, without what belongs to the row's own life. */
export type ClipRecord = Omit<Clip, 'event' | OwnName | InstantName> & Record<InstantName, string>;

/** What belongs to the row's own life, not to the file. */
type OwnName = 'protected' | 'protectedReason' | 'missingSince' | 'hasPoster';

const INSTANTS = [
  'requestedStartsAt',
  'requestedEndsAt',
  'startsAt',
  'endsAt',
  'generatedAt',
] as const;
type InstantName = (typeof INSTANTS)[number];

/** The row's values; instants as `Date`. */
export function clipRow(record: ClipRecord): Omit<Clip, 'event' | OwnName> {
  const instants = Object.fromEntries(INSTANTS.map((name) => [name, new Date(record[name])]));
  return { ...record, ...(instants as Record<InstantName, Date>) };
}
