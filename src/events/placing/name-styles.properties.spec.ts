import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { instantsOf, pathTime } from './path-time.js';
import { patternStyle } from './pattern-style.js';

const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/St_Johns',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
];

/** What a camera writes: the local date and time by field, and the instant. */
interface Shown {
  Y: string;
  y: string;
  m: string;
  d: string;
  H: string;
  M: string;
  S: string;
  ms: string;
  /** Of twelve hours. */
  I: string;
  half: 'AM' | 'PM';
  offset: string;
  seconds: number;
  utc: string[];
}

function shownAt(instantMs: number, timeZone: string): Shown {
  const format = new Intl.DateTimeFormat('sv-SE', {
    ...{ timeZone, year: 'numeric', month: '2-digit', day: '2-digit', timeZoneName: 'longOffset' },
    ...{ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
  });
  const parts = new Map(format.formatToParts(instantMs).map(({ type, value }) => [type, value]));
  const [Y, m, d] = (['year', 'month', 'day'] as const).map((type) => parts.get(type)!);
  const [H, M, S] = (['hour', 'minute', 'second'] as const).map((type) => parts.get(type)!);
  const hours = Number(H);
  return {
    ...{ Y: Y!, y: Y!.slice(2), m: m!, d: d!, H: H!, M: M!, S: S! },
    ms: String(instantMs % 1000).padStart(3, '0'),
    I: String(hours % 12 || 12),
    half: hours < 12 ? 'AM' : 'PM',
    offset: /[+-−]/.exec(parts.get('timeZoneName')!)
      ? parts.get('timeZoneName')!.replace(/^GMT/, '').replace('−', '-')
      : '+00:00',
    seconds: Math.floor(instantMs / 1000),
    utc: new Date(instantMs).toISOString().match(/\d+/g)!,
  };
}

type Write = (shown: Shown) => string;
const SECOND = 1000;
const MINUTE = 60_000;

/** How each style writes a path, and the unit to which it does. */
const STYLES: readonly [name: string, unitMs: number, write: Write][] = [
  ['date and time', SECOND, ({ Y, m, d, H, M, S }) => `cam_${Y}-${m}-${d}_${H}-${M}-${S}.mp4`],
  ['compact', SECOND, ({ Y, m, d, H, M, S }) => `cam7_${Y}${m}${d}_${H}${M}${S}.mp4`],
  ['fourteen digits', SECOND, ({ Y, m, d, H, M, S }) => `cam_01_${Y}${m}${d}${H}${M}${S}.mp4`],
  ['seventeen digits', 1, ({ Y, m, d, H, M, S, ms }) => `x_${Y}${m}${d}${H}${M}${S}${ms}_VMD.mp4`],
  ['microseconds', 1, ({ Y, m, d, H, M, S, ms }) => `${Y}-${m}-${d}_${H}-${M}-${S}-${ms}999.mp4`],
  ['milliseconds', 1, ({ Y, m, d, H, M, S, ms }) => `1_${Y}-${m}-${d}_${H}-${M}-${S}_${ms}.mkv`],
  [
    'ISO 8601',
    1,
    ({ Y, m, d, H, M, S, ms, offset: z }) => `${Y}-${m}-${d}T${H}:${M}:${S}.${ms}${z}.ts`,
  ],
  [
    'an offset',
    SECOND,
    ({ Y, m, d, H, M, S, offset: z }) => `${Y}${m}${d}T${H}${M}${S}${z.replace(':', '')}.mp4`,
  ],
  [
    'MediaMTX',
    1,
    ({ Y, m, d, H, M, S, ms, offset: z }) =>
      `p/${Y}-${m}-${d}_${H}-${M}-${S}-${ms}000-${z.replace(':', '')}.mp4`,
  ],
  [
    'twelve hours',
    SECOND,
    ({ Y, m, d, I, M, S, half }) =>
      `cam ${Y}-${m}-${d} ${I.padStart(2, '0')}.${M}.${S} ${half}.mp4`,
  ],
  [
    'UniFi',
    SECOND,
    ({ Y, m, d, I, M, S, half }) =>
      `Door - ${Number(m)}-${Number(d)}-${Y}, ${I}.${M}.${S}${half.toLowerCase()}.mp4`,
  ],
  ['letters', SECOND, ({ Y, m, d, H, M, S }) => `cam_${Y}-${m}-${d}_${H}h${M}m${S}s.mp4`],
  [
    'day first with dots',
    SECOND,
    ({ Y, m, d, H, M, S }) => `cam ${d}.${m}.${Y} ${H}-${M}-${S}.mp4`,
  ],
  ['HiSilicon', SECOND, ({ y, m, d, H, M, S }) => `P${y}${m}${d}_${H}${M}${S}_${H}${M}${S}.mp4`],
  ['MDVR', SECOND, ({ Y, m, d, H, M, S }) => `H${Y}${m}${d}-${H}${M}${S}P1N2P0.mp4`],
  ['Viofo', SECOND, ({ Y, m, d, H, M, S }) => `${Y}_${m}${d}_${H}${M}${S}_0001F.MP4`],
  [
    'start and end',
    SECOND,
    ({ Y, m, d, H, M, S }) => `${Y}${m}${d}-${H}${M}${S}-${H}${M}${S}_CH2.mp4`,
  ],
  [
    'Synology',
    SECOND,
    ({ Y, m, d, H, M, S, seconds }) => `F-${Y}${m}${d}-${H}${M}${S}-${seconds}.mp4`,
  ],
  ['motionEye', SECOND, ({ Y, m, d, H, M, S }) => `cam/${Y}-${m}-${d}/${H}-${M}-${S}.mp4`],
  [
    'Dahua',
    SECOND,
    ({ Y, m, d, H, M, S }) =>
      `${Y}-${m}-${d}/001/dav/${H}/${H}.${M}.${S}-${H}.${M}.${S}[M][0@0][0].dav`,
  ],
  ['yi-hack', SECOND, ({ Y, m, d, H, M, S }) => `${Y}Y${m}M${d}D${H}H/${M}M${S}S60.mp4`],
  [
    'Xiaomi',
    SECOND,
    ({ Y, m, d, H, M, S, seconds }) => `${Y}${m}${d}${H}/${M}M${S}S_${seconds}.mp4`,
  ],
  ['Wyze', MINUTE, ({ Y, m, d, H, M }) => `${Y}${m}${d}/${H}/${M}.mp4`],
  ['folders', SECOND, ({ Y, m, d, H, M, S }) => `${Y}/${m}/${d}/${H}/${M}/${S}.mp4`],
  ['ZoneMinder', SECOND, ({ y, m, d, H, M, S }) => `1/${y}/${m}/${d}/${H}/${M}/${S}/7-video.mp4`],
  ['Frigate', SECOND, ({ utc: [Y, m, d, H, M, S] }) => `${Y}-${m}-${d}/${H}/cam/${M}.${S}.mp4`],
  ['Pixel', 1, ({ utc: [Y, m, d, H, M, S, ms] }) => `PXL_${Y}${m}${d}_${H}${M}${S}${ms}.mp4`],
  ['Z', SECOND, ({ utc: [Y, m, d, H, M, S] }) => `cam_${Y}-${m}-${d}t${H}-${M}-${S}z.mp4`],
  [
    'blinkpy',
    SECOND,
    ({ utc: [Y, m, d, H, M, S] }) => `cam-${Y}-${m}-${d}t${H}-${M}-${S}-00-00.mp4`,
  ],
  ['seconds', SECOND, ({ seconds }) => `p/${seconds}.mp4`],
  ['milliseconds since 1970', 1, ({ seconds, ms }) => `${seconds}${ms}.mp4`],
  ['Frigate with a fraction', 1, ({ seconds, ms }) => `cam-${seconds}.${ms}-ab12cd.mp4`],
];

const instants = fc.integer({
  min: Date.parse('2016-01-01T00:00:00Z'),
  max: Date.parse('2033-01-01T00:00:00Z'),
});
/** Times at which clocks change are seldom drawn. */
const changes = fc.integer({ min: -7200, max: 7200 }).map((seconds) => {
  return Date.parse('2026-10-25T01:00:00Z') + seconds * 1000;
});

describe('Any instant in any zone', () => {
  it.each(STYLES)('is read back from %s', (_, unitMs, write) => {
    fc.assert(
      fc.property(fc.oneof(instants, changes), fc.constantFrom(...ZONES), (instant, zone) => {
        const path = `/srv/${write(shownAt(instant, zone))}`;
        const time = pathTime(path)?.time;
        const read = time ? instantsOf(time, zone).map((each) => each!.getTime()) : [];
        expect({ path, read }).toEqual({
          path,
          read: expect.arrayContaining([Math.floor(instant / unitMs) * unitMs]),
        });
      }),
      { numRuns: 300 },
    );
  });

  it.each<[string, Write]>([
    [
      '%path/%d-%m-%Y_%H-%M-%S-%f',
      (s) => `cam/${s.d}-${s.m}-${s.Y}_${s.H}-${s.M}-${s.S}-${s.ms}000.mp4`,
    ],
    [
      '%v-%y%m%d%I%M%S%p.%f',
      (s) => `1-${s.y}${s.m}${s.d}${s.I.padStart(2, '0')}${s.M}${s.S}${s.half}.${s.ms}.mp4`,
    ],
    ['*_%s-%f', (s) => `cam_${s.seconds}-${s.ms}.mp4`],
    ['%F_%T.%f%z', (s) => `${s.Y}-${s.m}-${s.d}_${s.H}:${s.M}:${s.S}.${s.ms}${s.offset}.mp4`],
  ])('is read back by the pattern %s', (pattern, write) => {
    const style = patternStyle(pattern);
    fc.assert(
      fc.property(fc.oneof(instants, changes), fc.constantFrom(...ZONES), (instant, zone) => {
        const path = `/srv/${write(shownAt(instant, zone))}`;
        const time = pathTime(path, [], [style])?.time;
        const read = time ? instantsOf(time, zone).map((each) => each!.getTime()) : [];
        expect({ path, read }).toEqual({ path, read: expect.arrayContaining([instant]) });
      }),
      { numRuns: 300 },
    );
  });
});
