import { describe, expect, it } from '@jest/globals';
import { NAME_STYLES } from './name-styles.js';
import { instantsOf, pathTime } from './path-time.js';

/** One hour ahead of UTC in January. */
const BERLIN = 'Europe/Berlin';

/** The instant, `ambiguous`, or null where the path writes no time. */
function read(path: string, siblings: string[] = []): string | null {
  const written = pathTime(path, siblings);
  if (!written) return null;
  return written.time
    ? instantsOf(written.time, BERLIN)[0].toISOString().replace('.000Z', 'Z')
    : 'ambiguous';
}

/** Below a folder of the machine, and as it is. */
const everywhere = (path: string) => [path, `/media/front door/${path}`].map((each) => read(each));
const both = (instant: string | null) => [instant, instant];

describe('The styles of names', () => {
  it('have a name each, and a pattern that finds all matches', () => {
    const names = NAME_STYLES.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(NAME_STYLES.filter(({ pattern }) => !pattern.global)).toEqual([]);
  });

  const MORNING = '2026-01-03T09:30:00Z';

  it.each([
    ['date and time', '2026-01-03_10-30-00.mp4'],
    ['compact', '20260103_103000.mp4'],
    ['compact with a dash', '20260103-103000.mp4'],
    ['ISO 8601, basic', '20260103T103000.mp4'],
    ['ISO 8601, extended', '2026-01-03T10:30:00.ts'],
    ['fourteen digits', '20260103103000.mp4'],
    ['underscores', '2026_01_03_10_30_00.mp4'],
    ['dots in the time', '2026-01-03 10.30.00.mp4'],
    ['dots everywhere', '2026.01.03-10.30.00.mkv'],
    ['no extension', '2026-01-03_10-30-00'],
    ['words before', 'front door 2026-01-03_10-30-00 (1).mp4'],
    ['a camera with a number', 'cam7_20260103_103000.mp4'],
    ['letters before', 'VID20260103103000.mp4'],
    ['single digits', 'cam 2026-1-3 10.30.00.mp4'],
    ['an hour of one digit', 'cam 2026-01-03 9.30.00 AM GMT.mp4'],
    ['brackets', '[2026-01-03][10-30-00].mp4'],
    ['an escaped space', '2026-01-03%2010-30-00.mp4'],
    ['a comma', 'Front, 2026-01-03, 10.30.00.mp4'],
    ['"at"', 'Recording 2026-01-03 at 10.30.00.mov'],
    ['dash between spaces', 'Yard 2026-01-03 - 10-30-00.mp4'],
    ['two underscores (MediaMTX)', 'site/yard/2026-01-03__10-30-00.mp4'],
    ['year, then day, then time (Viofo)', '2026_0103_103000_0001F.MP4'],
    ['letters of hours', 'yard_2026-01-03_10h30m00s.mp4'],
    ['letters without the last', 'yard_2026-01-03_10h30m00.mp4'],
    ['letters of dates', '2026Y01M03D10H30M00S.mp4'],
    ['Chinese', '2026年01月03日10时30分00秒.mp4'],
    ['Reolink over FTP', 'RLC-520A_02_20260103103000.mp4'],
    ['Reolink on a card', 'Mp4Record/2026-01-03/RecS04_20260103_103000_103047_0A1B2C3_4D5E6F.mp4'],
    ['Hikvision download', '192.168.1.64_01_20260103103000_20260103103100_7.mp4'],
    ['Dahua NVR download', 'NVR_ch3_main_20260103103000_20260103103100.dav'],
    ['Hikvision client', 'Camera 01_20260103103000_20260103103100_123456.mp4'],
    ['Xiaomi app', '00_20260103103000_20260103103100.mp4'],
    ['Tapo', '20260103_103000_tp00042.mp4'],
    ['Foscam', 'MDAlarm_20260103-103000.mkv'],
    ['Brickcom', '20260103-103000-103500_192.168.1.23-CH1.mp4'],
    ['Axis', 'axis/20260103/10/20260103_103000_7F3E_B8A44F000000.mkv'],
    ['Blue Iris', 'Driveway.20260103_103000.bvr'],
    ['Blue Iris, a clip', 'Driveway.20260103_103000.1.mp4'],
    ['Ring', 'Front_Door_20260103_103000.mp4'],
    ['motion', '01-20260103103000.mkv'],
    ['motion, event first', '7-02-20260103103000-01.mkv'],
    ['Agent DVR', '1_2026-01-03_10-30-00.mkv'],
    ['Synology', 'Front-20260103-103000-1767432600-3.mp4'],
    ['MDVR', 'H20260103-103000P2N1P0.avi'],
    ['HiSilicon', 'P260103_103000_103500.264'],
    ['HiSilicon, an alarm', 'A260103_103000_103014.264'],
    ['year of two digits', '26-01-03_10-30-00.mp4'],
    ['year of two digits, compact', 'yard_260103_103000.mp4'],
    ['twelve digits', 'ARC260103103000.avi'],
    ['day first with dots', '03.01.2026 10-30-00.mp4'],
    ['day first with dots, single digits', 'Hof 3.1.2026 10.30.00.mp4'],
    ['name of the month', '03-Jan-2026_10-30-00.mp4'],
    ['name of the month, compact', 'cam_03Jan2026_103000.mp4'],
    ['name of the month first', 'Jan 3, 2026 10.30.00.mp4'],
    ['start and end, dashes', 'front_2026-01-03_10-30-00_10-35-00.mp4'],
    ['start and end, same dashes', 'front_2026-01-03-10-30-00-10-35-00.mp4'],
    ['start and end, both with dates', '2026-01-03_10-30-00_2026-01-03_10-35-00.mp4'],
    ['start and end with spaces', 'Yard 2026-01-03 10.30.00 - 2026-01-03 10.35.00.mp4'],
    ['start and end past midnight', '2026-01-03 10.30.00 to 2026-01-04 10.30.00.mp4'],
  ])('read %s: %s', (_, path) => {
    expect(everywhere(path)).toEqual(both(MORNING));
  });

  it.each([
    ['motionEye', '2026-01-03/10-30-00.mp4'],
    ['ZLMediaKit', 'record/live/yard/2026-01-03/10-30-00-0.mp4'],
    ['folders of year, month, day', 'yard/2026/01/03/10-30-00.mp4'],
    ['folders down to the hour', '2026/01/03/10/30-00.mp4'],
    ['folders down to the minute', '2026/01/03/10/30.mp4'],
    ['folders down to the second', '2026/01/03/10/30/00.mp4'],
    ['Wyze', 'record/20260103/10/30.mp4'],
    ['hour and minute in a dated folder', '2026-01-03_10/30-00.mp4'],
    ['minutes and seconds with letters', '20260103/10/30m00s.mp4'],
    ['Dahua', '2026-01-03/001/dav/10/10.30.00-10.31.00[R][0@0][0].dav'],
    ['Dahua without an hour', '2026-01-03/002/dav/10.30.00-10.31.00[M][0@0][0].mp4'],
    ['Dahua, a still', '2026-01-03/001/jpg/10/30/00[M][0@0][0].jpg'],
    ['yi-hack', '2026Y01M03D10H/30M00S60.mp4'],
    ['yi-hack of two cameras', '2026Y01M03D10H/E130M00S60.mp4'],
    ['Xiaomi', '2026010310/30M00S_1767432600.mp4'],
    ['Frigate before 0.12', 'recordings/2026-01/03/10/yard/30.00.mp4'],
    ['ZoneMinder, deep', 'events/1/26/01/03/10/30/00/12345-video.mp4'],
    ['a camera in the name', '2026-01-03/yard_10-30-00.mp4'],
    ['a camera with a number in the name', '2026-01-03/cam2_10-30-00.mp4'],
    ['a camera as a folder', '2026-01-03/yard/10-30-00.mp4'],
    ['six digits', '20260103/103000.mp4'],
    ['six digits and the end', '20260103/103000_103500.mp4'],
    ['six digits after a word', '2026-01-03/yard-103000.mp4'],
    ['letters', '2026-01-03/10h30m00s.mp4'],
    ['twelve hours', '2026-01-03/10-30-00 AM.mp4'],
    ['an offset', '2026-01-03/10-30-00+0100.mp4'],
    ['dots, day first', '03.01.2026/10-30-00.mp4'],
    ['year of two digits', '260103/10-30-00.mp4'],
    ['a name that might be a date', '2026-01-03/10-30-00-10-11-20.mp4'],
  ])('read the folders of %s: %s', (_, path) => {
    expect(everywhere(path)).toEqual(both(MORNING));
  });

  it.each([
    ['Frigate', '2026-01-03/09/front/30.00.mp4', MORNING],
    ['a day of Frigate that began in UTC', '2026-01-03/23/front/59.10.mp4', '2026-01-03T23:59:10Z'],
    ['Z', '20260103T093000Z.mp4', MORNING],
    ['Z after an underscore', '20260103_093000Z.mp4', MORNING],
    ['a small z', 'yard_2026-01-03t09-30-00z.mp4', MORNING],
    ['UTC', '2026-01-03_09-30-00_UTC.mp4', MORNING],
    ['GMT and hours', 'Yard 2026-01-03 10.30.00 GMT+1.mp4', MORNING],
    ['an offset', '20260103T103000+0100.mp4', MORNING],
    ['an offset behind UTC', '20260103T043000-0500.mp4', MORNING],
    ['an offset with a colon', '2026-01-03T15:15:00+05:45.mp4', MORNING],
    ['an offset in hours', '2026-01-03T10:30:00+01.mp4', MORNING],
    ['an offset after a space', 'Door 2026-01-03 - 10.30.00 +0100.mp4', MORNING],
    ['protect-archiver', 'Door a1b2 - 2026-01-03 - 09.30.00+0000.mp4', MORNING],
    ['blinkpy', 'yard-2026-01-03t09-30-00-00-00.mp4', MORNING],
    ['CET', '2026-01-03_10-30-00_CET.mp4', MORNING],
    ['EST', '2026-01-03_04-30-00 EST.mp4', MORNING],
    ['MediaMTX %f-%z', 'm/2026-01-03_10-30-00-123456-+0100.mp4', '2026-01-03T09:30:00.123Z'],
    [
      'MediaMTX %f-%z, behind',
      'm/2026-01-03_04-30-00-123456--0500.mp4',
      '2026-01-03T09:30:00.123Z',
    ],
    ['MediaMTX %f%z', 'm/2026-01-03_10-30-00-123456+0100.mp4', '2026-01-03T09:30:00.123Z'],
    ['MediaMTX %f%z, behind', 'm/2026-01-03_04-30-00-123456-0500.mp4', '2026-01-03T09:30:00.123Z'],
    ['a fraction and Z', '2026-01-03T09:30:00.250Z.mp4', '2026-01-03T09:30:00.250Z'],
    ['a fraction and Z, with dashes', '2026-01-03T09-30-00-250Z.mp4', '2026-01-03T09:30:00.250Z'],
    ['underscores and Z', '2026-01-03T09_30_00_250Z.mp4', '2026-01-03T09:30:00.250Z'],
    ['a fraction and an offset', '2026-01-03T10:30:00.250+01:00.mp4', '2026-01-03T09:30:00.250Z'],
    ['Pixel', 'PXL_20260103_093000123.mp4', '2026-01-03T09:30:00.123Z'],
    ['seconds of the same time', 'Yard-20260103-043000-1767432600.mp4', MORNING],
    ['milliseconds of it', 'Yard-20260103-043000-1767432600123-2.mp4', '2026-01-03T09:30:00.123Z'],
  ])('need no time zone for %s: %s', (_, path, expected) => {
    expect(everywhere(path)).toEqual(both(expected));
  });

  it.each([
    ['microseconds (MediaMTX)', '2026-01-03_10-30-00-123456.mp4', '09:30:00.123Z'],
    ['a decimal point', '2026-01-03_10-30-00.999.mp4', '09:30:00.999Z'],
    ['nanoseconds', '2026-01-03T10:30:00.123456789.mp4', '09:30:00.123Z'],
    ['one digit of ISO 8601', '2026-01-03T10:30:00.5.mp4', '09:30:00.500Z'],
    [
      'seventeen digits (Hikvision)',
      '192.168.1.64_01_20260103103000123_TIMING.mp4',
      '09:30:00.123Z',
    ],
    ['twenty digits', '20260103103000123456.mp4', '09:30:00.123Z'],
    ['an underscore (Agent DVR)', '2_2026-01-03_10-30-00_045.mkv', '09:30:00.045Z'],
    ['a dash', '2026-01-03_10-30-00-045.mkv', '09:30:00.045Z'],
    ['six digits that are no time', '20260103-103000-967003.mkv', '09:30:00.967Z'],
    ['none: a counter', '2026-01-03_10-30-00-07.mp4', '09:30:00Z'],
    ['none: a counter in a row of digits', '20260103_103000_001.mp4', '09:30:00Z'],
    ['none: an end time', '20260103_103000_103500.mp4', '09:30:00Z'],
    ['none: an end time after a dash', '20260103-103000-103500.mp4', '09:30:00Z'],
    ['a folder', '2026-01-03/10-30-00.250.mp4', '09:30:00.250Z'],
  ])('read the fraction of %s: %s', (_, path, expected) => {
    expect(everywhere(path)).toEqual(both(`2026-01-03T${expected}`));
  });

  it.each([
    ['PM', 'yard_2026-01-03_10-30-00_PM.mp4', '2026-01-03T21:30:00Z'],
    ['pm without a separator', 'yard 2026-01-03 10.30.00pm.mp4', '2026-01-03T21:30:00Z'],
    ['p.m.', 'yard 2026-01-03 10.30.00 p.m.mp4', '2026-01-03T21:30:00Z'],
    ['PM, compact', '20260103_103000PM.mp4', '2026-01-03T21:30:00Z'],
    ['AM', 'yard_2026-01-03_10-30-00_AM.mp4', MORNING],
    ['12 AM', 'yard 2026-01-03 12.30.00 AM.mp4', '2026-01-02T23:30:00Z'],
    ['12 PM', 'yard 2026-01-03 12.30.00 PM.mp4', '2026-01-03T11:30:00Z'],
    ['PM of 24 hours', 'yard 2026-01-03 22.30.00 PM.mp4', '2026-01-03T21:30:00Z'],
    ['AM of 22', 'yard 2026-01-03 22.30.00 AM.mp4', null],
    ['UniFi', 'Garage - 1-3-2026, 9.05.07am.mp4', '2026-01-03T08:05:07Z'],
    ['UniFi, months of two digits', 'Garage - 12-10-2025, 10.30.00pm.mp4', '2025-12-10T21:30:00Z'],
    [
      'UniFi with its end',
      'Yard 1-3-2026, 10.30.00 AM GMT+1 - 1-3-2026, 10.31.00 AM GMT+1.mp4',
      MORNING,
    ],
    ['folders', '2026-01-03/10-30-00_PM.mp4', '2026-01-03T21:30:00Z'],
  ])('read the twelve hours of %s: %s', (_, path, expected) => {
    expect(everywhere(path)).toEqual(both(expected));
  });

  it.each([
    ['seconds', '1767436200.mp4', '2026-01-03T10:30:00Z'],
    ['seconds of MediaMTX', 'mtx/1767436200.mp4', '2026-01-03T10:30:00Z'],
    ['milliseconds', '1767436200123.mp4', '2026-01-03T10:30:00.123Z'],
    ['microseconds', '1767436200123456.mp4', '2026-01-03T10:30:00.123Z'],
    ['nanoseconds', '1767436200123456789.mp4', '2026-01-03T10:30:00.123Z'],
    ['Frigate', 'front-1767436200.123456-ab12cd.mp4', '2026-01-03T10:30:00.123Z'],
    ['a start and an end', 'clip_1767436200_1767436260.mp4', '2026-01-03T10:30:00Z'],
    ['a start and an end in ms', '1767436200123_1767436260123_7.mp4', '2026-01-03T10:30:00.123Z'],
    ['Kerberos', '1767436200_6-967003_yard_200-200-400-400_24_769.mp4', '2026-01-03T10:30:00.967Z'],
    ['letters before', 'cam1767436200.mp4', '2026-01-03T10:30:00Z'],
  ])('read since 1970 the %s of %s', (_, path, expected) => {
    expect(everywhere(path)).toEqual(both(expected));
  });

  it.each([
    [
      'Reolink in summer',
      'RecM02_DST20260703_103000_103015_0_800_800_033C_61B6.mp4',
      '2026-07-03T08:30:00Z',
    ],
    [
      'Reolink in the first of two equal hours',
      'RecM02_DST20261025_023000_023015_1.mp4',
      '2026-10-25T00:30:00Z',
    ],
    ['a flag after the time', '2026-10-25_02-30-00_DST.mp4', '2026-10-25T00:30:00Z'],
    ['a zone after the time', '2026-10-25_02-30-00_CET.mp4', '2026-10-25T01:30:00Z'],
    ['summer without a flag', '2026-07-03_10-30-00.mp4', '2026-07-03T08:30:00Z'],
    ['an hour that clocks skip', '2026-03-29_02-30-00.mp4', '2026-03-29T01:30:00Z'],
    ['the first of two equal hours', '2026-10-25_02-30-00.mp4', '2026-10-25T00:30:00Z'],
  ])('follow daylight saving time: %s', (_, path, expected) => {
    expect(everywhere(path)).toEqual(both(expected));
  });

  it('give both instants of a time that clocks showed twice, and one where the path says which', () => {
    const instants = (path: string) => instantsOf(pathTime(path)!.time!, BERLIN);
    expect(instants('/media/2026-10-25_02-30-00-250000.mp4')).toEqual([
      new Date('2026-10-25T00:30:00.250Z'),
      new Date('2026-10-25T01:30:00.250Z'),
    ]);
    expect(instants('RecM02_DST20261025_023000_023015_1.mp4')).toHaveLength(1);
    expect(instants('2026-10-25_02-30-00_DST.mp4')).toHaveLength(1);
  });

  it.each([
    ['an impossible date before a possible one', '20261399_000000_20260103_103000.mp4'],
    ['seconds since 1970 before a date', '1600000000_20260103_103000.mp4'],
    ['seconds that differ', '20260103-103000-1767432607.mp4'],
    ['an address with a dot', '192.168.1.11.20260103_103000.mp4'],
    ['a time in the folder', '2025-05-05_05-05-05/20260103_103000.mp4'],
    ['the day of the folder', '2025-05-05/yard_2026-01-03_10-30-00.mp4'],
    ['a serial number with a date', 'DS-2CD2042WD-I20160530AAWR612345678_20260103103000.mp4'],
  ])('prefer the date and time to %s', (_, name) => {
    expect(read(`/media/${name}`)).toBe(MORNING);
  });

  it.each([
    ['day or month first', '03-01-2026_10-30-00.mp4'],
    ['day or month first, compact', 'cam_03012026_103000.mp4'],
    ['day or month first, twelve hours', 'cam_03-01-2026_10-30-00_PM.mp4'],
    ['day or month first, as a folder', '03-01-2026/10-30-00.mp4'],
    ['day or year first', '26-01-22_10-30-00.mp4'],
    ['day or month first, year of two digits', '03-01-26 10-30-00.mp4'],
    ['a counter or an offset', '2026-01-03_10-30-00-0500.mp4'],
    ['a counter or an offset, compact', '20260103_103000-0100.mp4'],
    ['ahead of UTC or behind it', 'front-2026-01-03t10-30-00-01-00.mp4'],
  ])('find ambiguous: %s: %s', (_, path) => {
    expect(everywhere(path)).toEqual(both('ambiguous'));
  });

  it.each<[string, string, string[], string]>([
    ['a day after the twelfth', '03-01-2026_10-30-00.mp4', ['25-01-2026_11-00-00.mp4'], MORNING],
    ['months first', '01-03-2026_10-30-00.mp4', ['01-25-2026_11-00-00.mp4'], MORNING],
    ['a day that has one reading', '03-01-26 10-30-00.mp4', ['31-12-25 10-30-00.mp4'], MORNING],
    ['counters', '20260103_103000-0100.mp4', ['20260103_102000-0099.mp4'], MORNING],
    [
      'the same offset',
      '20260103_043000-0500.mp4',
      ['20260103_044000-0500.mp4', '20260103_045000-0500.mp4'],
      MORNING,
    ],
    [
      'names that are the same in both readings',
      '03-01-2026_10-30-00.mp4',
      ['01-01-2026_10-30-00.mp4'],
      'ambiguous',
    ],
    [
      'files of another shape',
      '03-01-2026_10-30-00.mp4',
      ['cam 25-01-2026_11-00-00.mp4'],
      'ambiguous',
    ],
    ['contradictions', '03-01-2026_10-30-00.mp4', ['25-13-2026_11-00-00.mp4'], 'ambiguous'],
    ['two equal counters', '20260103_103000-0100.mp4', ['20260103_102000-0100.mp4'], 'ambiguous'],
    ['itself', '03-01-2026_10-30-00.mp4', ['03-01-2026_10-30-00.mp4'], 'ambiguous'],
  ])('let the other files of the folder decide: %s', (_, path, siblings, expected) => {
    expect(read(`/media/${path}`, siblings)).toBe(expected);
  });

  it.each([
    ['', 'no name'],
    ['video.mp4', 'no number'],
    ['2026-01-03.mp4', 'a date alone'],
    ['10-30-00.mp4', 'a time alone'],
    ['2026-02-30_10-30-00.mp4', 'no such day'],
    ['2026-13-01_10-30-00.mp4', 'no such month'],
    ['2026-00-10_10-30-00.mp4', 'month zero'],
    ['2026-01-00_10-30-00.mp4', 'day zero'],
    ['2025-02-29_10-30-00.mp4', 'not a leap year'],
    ['2026-01-03_24-00-00.mp4', 'hour 24'],
    ['2026-01-03_10-60-00.mp4', 'minute 60'],
    ['2026-01-03_10-30-60.mp4', 'second 60'],
    ['2026-01-03_10-30.mp4', 'no seconds'],
    ['2026-01-03_10.30-00.mp4', 'other separators'],
    ['1970-01-01_00-00-10.mp4', 'a clock that was never set'],
    ['920260103103000.mp4', 'a longer number'],
    ['202601031030001.mp4', 'a longer number'],
    ['176743620.mp4', 'nine digits'],
    ['17674362001.mp4', 'eleven digits'],
    ['2026010310.mp4', 'a date with its hour'],
    ['2026-01-03_10-30-00/video.mp4', 'a time in the folder alone'],
    ['2026-01-03_10-30-00+0115.mp4', 'an offset of no zone'],
    ['2026-01-03_10-30-00+1500.mp4', 'an offset beyond all zones'],
    ['2026-01-03_10-30-00-10-35.mp4', 'a rest that is not understood'],
    ['20260105_120000_front_20260103_103000.mp4', 'an end before the start'],
    ['1767436200_1767436100.mp4', 'an end before the start'],
    ['2026-01-03/24-00-00.mp4', 'no such hour in a folder'],
    ['2026-02-30/10-30-00.mp4', 'no such day as a folder'],
    ['1/2026-01-03/123456/123456-video.mp4', 'the number of an event in a folder of a day'],
    ['2026-01-03/10.20.30.123.mp4', 'an address with three digits in a folder of a day'],
    ['2026-01-03/107-10-30-00.mp4', 'a longer row of numbers in a folder of a day'],
    ['2026-01-03/7-10-30-00.mp4', 'a longer row of numbers in a folder of a day'],
    ['2026-01-03 10.30.15.7.mp4', 'a fourth number after the time'],
    ['555-03-01-2026_10-30-00.mp4', 'a longer row of numbers'],
    ['2026-01-03/10.20.30.40.mp4', 'an address in a folder of a day'],
    ['2026-01-03/cam1_000123.mp4', 'a counter in a folder of a day'],
  ])('find no time in %s: %s', (name) => {
    expect(read(`/media/${name}`)).toBeNull();
  });

  /** Numbers of other things. */
  it.each([
    'ch01_00000000012000000.mp4',
    'hiv00012.mp4',
    'ch0001_00000000001000000.mp4',
    'DS-2CD2042WD-I20160530AAWR612345678.mp4',
    'DS-2CD2385G1-I20190612BBWRC98765432W.mp4',
    'SN20260103103000.mp4',
    'serial-20260103103000.mp4',
    'serial_no_1767436200.mp4',
    'S-N_1767436200_7654321098.mp4',
    'front_1920x1080.mp4',
    '2026-01-03_1920x1080.mp4',
    'front_1920x1080_25fps_4096kbps.mp4',
    'clip_3840x2160_00-11-22-33-44-55.mp4',
    'cam_26-01-03-10-30-00.mp4',
    'AC-CC-8E-12-34-56.mp4',
    'ACCC8E123456.mp4',
    '001122334455.mp4',
    '00_11_22_33_44_55.mp4',
    '192.168.1.64.mp4',
    '192.168.1.64_554_ch1.mp4',
    '10.20.30.40-10.20.30.41.mp4',
    'fe80-0000-0000-0000-0202-b3ff-fe1e-8329.mp4',
    'IMG_0001.mp4',
    'GX010042.MP4',
    'DSCF1234.mov',
    '00001234567890.mp4',
    'clip-000123456.mp4',
    '1234567890.mp4',
    'event_9876543210.mp4',
    'cam1_ch2_stream3.mp4',
    'fw_V5.7.3_build_20260103_103000.mp4',
    'firmware-20260103103000.mp4',
    'IPC_2.800.20260103.103000.mp4',
    'v1.20260103_103000.mp4',
    'v2.14.3-rc1.mp4',
    'model_RLC-810A_20210517.mp4',
    'IPC-HFW2831T-ZS_20200812_build.mp4',
    '550e8400-e29b-41d4-a716-446655440000.mp4',
    '20260103-1030-4000-8000-260103103000.mp4',
    'd41d8cd98f00b204e9800998ecf8427e.mp4',
    '3f20260103103000ab.mp4',
    'a1b2c3d20260103103000.mp4',
    'sha1-20260103103000a94a8fe5cc.mp4',
    '+49 176 12345678.mp4',
    '+1767436200.mp4',
    'phone 1767436200.mp4',
    'tel_1-800-555-0199.mp4',
    '015123456789.mp4',
    'price_1299.99_EUR.mp4',
    'invoice-1767436200.mp4',
    'order#1767436200.mp4',
    'ISBN 1767436200.mp4',
    'ean_1767436200123.mp4',
    'imei_356938035643809.mp4',
    'GPS_52.520008_13.404954.mp4',
    'plate_B-MW_1234.mp4',
    '4026-01-03_10-30-00.mp4',
    'zip_10115_berlin_2026.mp4',
    '20261301_103000.mp4',
    '20260103_993000.mp4',
    '1767436200_9999999999.mp4',
    '999999_888888.mp4',
    '123456_101112.mp4',
    'score 21-19-17 22-20-18.mp4',
    '2160p60_h265_10bit.mp4',
  ])('find no time in %s', (name) => {
    expect(everywhere(name)).toEqual(both(null));
  });

  it('answer at once for long names', () => {
    const started = performance.now();
    for (const part of [
      '2',
      '1-',
      '20260103',
      '26-01-03 ',
      '1767436200_',
      'ab1',
      '1.',
      '/2026-01-03/',
    ]) {
      read(part.repeat(4096 / part.length));
    }
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
