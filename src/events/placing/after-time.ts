import type { TimeOfDay } from './time-of-day.js';
import { offsetMsOfZone, utcOffsetMs, ZONE_NAMES } from './utc-offset.js';
import { millisecondsOf } from './written-time.js';

/** What the text after a time of day says about it. */
export interface AfterTime {
  readonly millisecond: number;
  readonly half: 'am' | 'pm' | null;
  /** Several: the text may be read in several ways. */
  readonly offsets: readonly OffsetReading[];
  readonly daylightSaving: boolean;
}

interface OffsetReading {
  readonly as: string;
  /** Null: the clock showed the time of the camera's zone. */
  readonly offsetMs: number | null;
  readonly counter?: string;
}

const LOCAL: OffsetReading = { as: '', offsetMs: null };
/** Ends a word. */
const END = String.raw`(?![A-Za-z0-9])`;

/**
 * Reads the text after a time of day: a fraction, AM or PM, an offset or a zone, a flag for daylight saving,
 * and an end time. Null where what follows belongs to the time but is not understood.
 *
 * @param isIso the date and the time are joined by `T`, after which `-0100` is an offset
 */
export function afterTime(after: string, time: TimeOfDay, isIso: boolean): AfterTime | null {
  const text = new Remainder(after);
  const fraction = time.fraction ?? fractionIn(text, time, isIso);
  const half = text.take(/^[ _.-]?([ap])\.?m\.?(?![A-Za-z0-9])/i)?.[1]?.toLowerCase();
  const isExact = isIso || (fraction?.length ?? 0) === 6;
  const offsets = offsetsIn(text, isExact);
  if (!offsets) return null;
  const daylightSaving = text.take(/^[ _-]?dst(?![a-z0-9])/i) !== null;
  skipEnd(text, time);
  if (isUnclear(text.rest, time)) return null;
  return {
    millisecond: fraction ? millisecondsOf(fraction) : 0,
    half: half === 'a' ? 'am' : half === 'p' ? 'pm' : null,
    offsets,
    daylightSaving,
  };
}

function fractionIn(text: Remainder, { separator }: TimeOfDay, isIso: boolean): string | null {
  const point = text.take(isIso ? /^[.,](\d{1,9})(?!\d)/ : /^[.,](\d{3}|\d{6}|\d{9})(?!\d)/);
  if (point) return point[1]!;
  // Six digits after a row of digits are the end of the recording if they are a time.
  const dash =
    separator === ''
      ? /^-(\d{3}|(?!(?:[01]\d|2[0-3])[0-5]\d[0-5]\d)\d{6})(?!\d)/
      : /^-(\d{3}|\d{6}|\d{9})(?!\d)/;
  // After an underscore, three digits after a row of digits are a counter.
  const underscore = isIso || /[-:.h]/.test(separator) ? /^_(\d{3}|\d{6})(?!\d)/ : null;
  return (text.take(dash) ?? (underscore && text.take(underscore)))?.[1] ?? null;
}

/** Null: it looks like an offset, but no zone has it. */
function offsetsIn(text: Remainder, isExact: boolean): OffsetReading[] | null {
  if (text.take(new RegExp(`^z${END}`, 'i'))) return [offset(0)];
  const utc = text.take(
    new RegExp(String.raw`^[ _-]?(?:UTC|GMT)(?:([+-])(\d{1,2})(?:[:_.]?(\d\d))?)?${END}`, 'i'),
  );
  if (utc) return known(utc[1] ?? '+', utc[2] ?? '0', utc[3]);
  const plus = text.take(/^[ _-]?\+(\d\d)(?:[:_.-]?(\d\d))?(?!\d)/);
  if (plus) return known('+', plus[1]!, plus[2]);
  const minus = text.take(/^(?:-|[ _])-(\d\d):?(\d\d)(?!\d)|^-(\d\d):(\d\d)(?!\d)/);
  if (minus) return known('-', (minus[1] ?? minus[3])!, minus[2] ?? minus[4]);
  const zone = text.take(new RegExp(`^[ _-]?(${ZONE_NAMES})${END}`));
  if (zone) return [offset(offsetMsOfZone(zone[1]!))];
  return dashedOffset(text, isExact);
}

/** `-0100` is an offset or a counter, and `-01-00` may have been `+01:00`. */
function dashedOffset(text: Remainder, isExact: boolean): OffsetReading[] | null {
  const digits = text.take(/^-(\d\d)(\d\d)(?!\d)/);
  if (digits) {
    const behind = utcOffsetMs('-', digits[1]!, digits[2]);
    const counted = { ...LOCAL, as: 'counter', counter: digits[1]! + digits[2]! };
    if (behind === null) return [counted];
    return isExact ? [offset(behind)] : [offset(behind), counted];
  }
  const pairs = isExact && text.take(/^-(\d\d)-(\d\d)(?!-?\d)/);
  if (!pairs) return [LOCAL];
  const ahead = utcOffsetMs('+', pairs[1]!, pairs[2]);
  const both = [ahead, utcOffsetMs('-', pairs[1]!, pairs[2])].filter((ms) => ms !== null);
  return both.length > 0
    ? both.map((ms) => ({ as: ms > 0 ? 'ahead' : 'behind', offsetMs: ms }))
    : null;
}

function known(sign: string, hours: string, minutes?: string): OffsetReading[] | null {
  const offsetMs = utcOffsetMs(sign, hours, minutes);
  return offsetMs === null ? null : [offset(offsetMs)];
}

function offset(offsetMs: number): OffsetReading {
  return { as: 'offset', offsetMs };
}

/** The end of the recording, in the form of its start. */
function skipEnd(text: Remainder, { separator }: TimeOfDay): void {
  if (separator === '') text.take(/^[-_](?:[01]\d|2[0-3])[0-5]\d[0-5]\d(?!\d)/);
  else if (separator !== 'h') {
    const s = `\\${separator}`;
    text.take(new RegExp(String.raw`^[-_ ~]{1,3}\d{1,2}${s}[0-5]\d${s}[0-5]\d(?!\d)`));
  }
}

/** Whether the text goes on in a way in which only a part of the time or a longer number would. */
function isUnclear(rest: string, { separator }: TimeOfDay): boolean {
  if (/^(?:[A-Za-z]*\d|[+:])/.test(rest)) return true;
  if (separator === '.' && /^\.\d/.test(rest)) return true;
  return /^([-.:_])\d\d\1\d\d(?!\d)/.test(rest) && rest.startsWith(separator);
}

/** A text that is taken away from its beginning. */
class Remainder {
  constructor(public rest: string) {}

  take(pattern: RegExp): RegExpExecArray | null {
    const match = pattern.exec(this.rest);
    if (match) this.rest = this.rest.slice(match[0].length);
    return match;
  }
}
