import {
  type Fields,
  instantText,
  listOf,
  nullOr,
  number,
  object,
  withDefault,
} from '../../common/stored/stored-json.js';
import { oneOf, text } from '../../common/stored/stored-json.js';
import { CLIP_FORMATS } from '../../media/storage/clip-file.js';
import { CLIP_METHODS } from '../model/clip-method.js';
import type { Clip } from './clip.entity.js';
import { readStoredEncoding } from '../model/clip-encoding.js';
import { readStoredGaps } from '../model/gap.js';
import { readStoredSources } from '../model/source-record.js';
import { readStoredSignedVideo } from '../model/signed-video.js';

/** The row of a clip as JSON, without the columns that change after the clip is published. */
export type ClipRecord = Omit<Clip, 'event' | LaterName | InstantName> &
  Record<InstantName, string>;

/** The same of a clip whatever it is of: what was requested, and what was measured on the finished file. */
export type MadeClip = Omit<ClipRecord, 'eventId' | 'fileName'>;

type LaterName = 'protected' | 'protectedReason' | 'missingSince' | 'hasPoster' | 'reportedWith';

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

const MADE: Fields<MadeClip> = {
  format: oneOf(CLIP_FORMATS),
  method: oneOf(CLIP_METHODS),
  requestedStartsAt: instantText,
  requestedEndsAt: instantText,
  startsAt: instantText,
  endsAt: instantText,
  gaps: withDefault(readStoredGaps, []),
  signedVideo: withDefault(nullOr(readStoredSignedVideo), null),
  note: withDefault(nullOr(text), null),
  madeFrom: withDefault(listOf(text), []),
  sources: withDefault(readStoredSources, null),
  encoding: withDefault(readStoredEncoding, null),
  bytes: number,
  sha256: text,
  frames: number,
  width: number,
  height: number,
  durationSeconds: number,
  codecs: withDefault(nullOr(text), null),
  generatedAt: instantText,
};

/** What was stored of a clip as JSON; null for nothing. Without its measures there is nothing. */
export const readStoredMadeClip = nullOr(object<MadeClip>(MADE));

/** A record that was stored as JSON; null for none. */
export const readStoredRecord = nullOr(
  object<ClipRecord>({ eventId: number, fileName: text, ...MADE }),
);
