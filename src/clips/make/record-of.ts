import { clipFileName } from '../../media/storage/clip-file.js';
import { gapsIn } from '../model/gap.js';
import { iso } from '../model/interval.js';
import type { ClipRecord } from '../records/clip-record.js';
import type { ClipToMake } from './clip-to-make.js';
import type { VerifiedClip } from './verified-clip.js';

/** What is recorded of a finished clip. */
export function recordOf(
  { event, interval, options, sources, inputs }: ClipToMake,
  { produced, measured }: VerifiedClip,
  now: Date,
): ClipRecord {
  const notes = [sources.note, produced.note].filter(Boolean);
  return {
    ...measured,
    eventId: event.id,
    fileName: clipFileName(event.id, options.format),
    format: options.format,
    method: produced.method,
    requestedStartsAt: iso(interval.startsAtMs),
    requestedEndsAt: iso(interval.endsAtMs),
    startsAt: iso(Math.min(...produced.shown.map((part) => part.startsAtMs))),
    endsAt: iso(Math.max(...produced.shown.map((part) => part.endsAtMs))),
    gaps: sources.kind === 'video' ? gapsIn(interval, produced.covered) : [],
    note: notes.length > 0 ? notes.join(' ') : null,
    madeFrom: [...inputs],
    generatedAt: now.toISOString(),
  };
}
