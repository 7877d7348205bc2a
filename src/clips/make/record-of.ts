import { VERSION } from '../../common/version.js';
import { gapsIn } from '../model/gap.js';
import { type Interval, iso } from '../model/interval.js';
import type { SignedVideo } from '../model/signed-video.js';
import type { MadeClip } from '../records/clip-record.js';
import type { ClipToProduce, ProducedClip } from './clip-producer.js';
import { sourceRecords } from './source-records.js';

interface Finished extends Pick<ClipToProduce, 'interval' | 'options' | 'sources'> {
  /** See `clipInputs`. */
  readonly inputs: readonly string[];
}

/** What is recorded of a finished clip. */
export function recordOf(
  { interval, options, sources, inputs }: Finished,
  { produced, measured, ffmpegVersion }: ProducedClip,
  now: Date,
): MadeClip {
  const notes = [sources.note, produced.note].filter(Boolean);
  return {
    ...measured,
    format: options.format,
    method: produced.method,
    requestedStartsAt: iso(interval.startsAtMs),
    requestedEndsAt: iso(interval.endsAtMs),
    startsAt: iso(Math.min(...produced.shown.map((part) => part.startsAtMs))),
    endsAt: iso(Math.max(...produced.shown.map((part) => part.endsAtMs))),
    gaps: sources.kind === 'video' ? gapsIn(interval, produced.covered) : [],
    signedVideo: produced.signed && signedVideo(produced.signed),
    note: notes.length > 0 ? notes.join(' ') : null,
    madeFrom: [...inputs],
    sources: sourceRecords(sources, produced),
    encoding: { ...produced.encoded, event_clips: VERSION, ffmpeg: ffmpegVersion },
    generatedAt: now.toISOString(),
  };
}

function signedVideo({ startsAtMs, endsAtMs }: Interval): SignedVideo {
  return { present: true, preserved_from: iso(startsAtMs), preserved_to: iso(endsAtMs) };
}
