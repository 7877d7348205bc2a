import { escapedText } from '../../common/escaped-text.js';
import type { ClipFormat } from '../../media/storage/clip-file.js';
import type { ClipMethod } from './clip-method.js';
import type { Gap } from './gap.js';
import { LocalClock } from './local-clock.js';

/** What a clip shows. Instants are dates or ISO 8601. */
export interface TimedClip {
  readonly startsAt: Date | string;
  readonly endsAt: Date | string;
  readonly gaps: readonly Gap[];
}

/** Where the time is shown that a camera's people go by. */
export interface TimedCamera {
  readonly cameraId: string;
  /** IANA. */
  readonly timeZone: string;
}

/** A part of a clip without a gap. */
interface Span {
  readonly startsAtMs: number;
  readonly endsAtMs: number;
  /** Where it begins in the file. */
  readonly fileMs: number;
  /** What is missing before it. */
  readonly gapBefore: { readonly startsAtMs: number; readonly endsAtMs: number } | null;
}

interface Cue {
  readonly fromMs: number;
  readonly toMs: number;
  readonly lines: readonly string[];
}

/** How long a gap is named. */
const GAP_SHOWN_MS = 3000;
/** The upper left corner, where recorders write the time. */
const POSITION = 'line:0 position:0% align:start';

/** Whether a clip shows time as it passed, and players show subtitles with it. */
export function hasTimeOfDay({
  method,
  format,
}: {
  readonly method: ClipMethod;
  readonly format: ClipFormat;
}): boolean {
  return method !== 'images' && format === 'mp4';
}

/**
 * The subtitles of a clip: the camera and the time of day, which changes with each second, and the gaps, each for three
 * seconds. As WebVTT (W3C, https://www.w3.org/TR/webvtt1/).
 */
export function timeOfDay(clip: TimedClip, { cameraId, timeZone }: TimedCamera): string {
  const clock = new LocalClock(timeZone);
  // An empty line would end the cue.
  const name = escapedText(cameraId.replace(/\s+/g, ' '));
  const cues = spansOf(clip).flatMap((span) => cuesOf(span, name, clock));
  const missing = missingAtEnd(clip);
  const last = cues.at(-1);
  if (missing && last) {
    const from = last.toMs - GAP_SHOWN_MS;
    const named = gapText(missing, clock);
    cues.forEach((cue, n) => {
      if (cue.toMs > from) cues[n] = { ...cue, lines: [...cue.lines, named] };
    });
  }
  const texts = cues.map(
    ({ fromMs, toMs, lines }) =>
      `${timestamp(fromMs)} --> ${timestamp(toMs)} ${POSITION}\n${lines.join('\n')}\n`,
  );
  return ['WEBVTT\n', ...texts].join('\n');
}

/** In the order of the file, which leaves the gaps out. */
function spansOf(clip: TimedClip): Span[] {
  const [startsAtMs, endsAtMs] = [msOf(clip.startsAt), msOf(clip.endsAt)];
  const gaps = clip.gaps.map(intervalOf);
  const before = gaps.find((gap) => gap.endsAtMs <= startsAtMs) ?? null;
  const inside = gaps.filter((gap) => gap.startsAtMs > startsAtMs && gap.endsAtMs < endsAtMs);
  const edges = [{ startsAtMs: NaN, endsAtMs: startsAtMs }, ...inside];
  let fileMs = 0;
  return edges.map((gap, n) => {
    const end = inside[n]?.startsAtMs ?? endsAtMs;
    const span = { startsAtMs: gap.endsAtMs, endsAtMs: end, fileMs };
    fileMs += end - gap.endsAtMs;
    return { ...span, gapBefore: n === 0 ? before : gap };
  });
}

function missingAtEnd(clip: TimedClip) {
  const endsAtMs = msOf(clip.endsAt);
  return clip.gaps.map(intervalOf).find((gap) => gap.startsAtMs >= endsAtMs) ?? null;
}

/** One for each second of the clock. */
function cuesOf(
  { startsAtMs, endsAtMs, fileMs, gapBefore }: Span,
  name: string,
  clock: LocalClock,
): Cue[] {
  const cues: Cue[] = [];
  for (let at = startsAtMs; at < endsAtMs;) {
    const next = Math.min(endsAtMs, (Math.floor(at / 1000) + 1) * 1000);
    const isNamed = gapBefore !== null && at < startsAtMs + GAP_SHOWN_MS;
    cues.push({
      fromMs: fileMs + at - startsAtMs,
      toMs: fileMs + next - startsAtMs,
      lines: [`${name} ${clock.at(at)}`, ...(isNamed ? [gapText(gapBefore, clock)] : [])],
    });
    at = next;
  }
  return cues;
}

function gapText(
  { startsAtMs, endsAtMs }: { readonly startsAtMs: number; readonly endsAtMs: number },
  clock: LocalClock,
): string {
  return `No footage from ${clock.at(startsAtMs)} to ${clock.at(endsAtMs)}`;
}

function intervalOf({ starts_at, ends_at }: Gap) {
  return { startsAtMs: msOf(starts_at), endsAtMs: msOf(ends_at) };
}

function msOf(instant: Date | string): number {
  return new Date(instant).getTime();
}

/** `00:00:05.040` */
function timestamp(ms: number): string {
  return new Date(Math.max(0, ms)).toISOString().slice(11, 23);
}
