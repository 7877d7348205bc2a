import { describe, expect, it } from '@jest/globals';
import { timeOfDay, type TimedClip } from './time-of-day.js';

const at = (seconds: number) => new Date(Date.parse('2026-01-03T10:30:00Z') + seconds * 1000);
const gap = (from: number, to: number) => ({
  starts_at: at(from).toISOString(),
  ends_at: at(to).toISOString(),
});

/** From `from` to `to` seconds after 10:30. */
const clip = (from: number, to: number, rest: Partial<TimedClip> = {}): TimedClip => ({
  ...{ startsAt: at(from), endsAt: at(to), gaps: [], ...rest },
});

/** The times and the lines of each cue. */
function cuesOf(shown: TimedClip, timeZone = 'Europe/Berlin', cameraId = 'yard') {
  const [head, ...cues] = timeOfDay(shown, { cameraId, timeZone }).trimEnd().split('\n\n');
  expect(head).toBe('WEBVTT');
  return cues.map((cue) => {
    const [times = '', ...lines] = cue.split('\n');
    expect(times).toMatch(/ line:0 position:0% align:start$/);
    return [times.slice(0, 29).replaceAll('00:00:', ''), ...lines];
  });
}

describe('timeOfDay', () => {
  it('changes with each second of the clock, in the zone of the camera', () => {
    expect(cuesOf(clip(0.04, 2.5))).toEqual([
      ['00.000 --> 00.960', 'yard 2026-01-03 11:30:00 +01:00'],
      ['00.960 --> 01.960', 'yard 2026-01-03 11:30:01 +01:00'],
      ['01.960 --> 02.460', 'yard 2026-01-03 11:30:02 +01:00'],
    ]);
  });

  it('goes on after a gap at the time that is shown then, and names the gap', () => {
    const cues = cuesOf(clip(0, 25, { gaps: [gap(2, 20)] }));
    const missing = 'No footage from 2026-01-03 11:30:02 +01:00 to 2026-01-03 11:30:20 +01:00';
    expect(cues.slice(1, 3)).toEqual([
      ['01.000 --> 02.000', 'yard 2026-01-03 11:30:01 +01:00'],
      ['02.000 --> 03.000', 'yard 2026-01-03 11:30:20 +01:00', missing],
    ]);
    expect(cues.map((cue) => cue.length)).toEqual([2, 2, 3, 3, 3, 2, 2]);
  });

  it('names what is missing before its start and after its end', () => {
    const cues = cuesOf(clip(5, 11, { gaps: [gap(0, 5), gap(11, 15)] }));
    const missing = cues.map(([, , text = '']) => text.replace(/2026-01-03 | \+01:00/g, ''));
    const [before, after] = ['11:30:00 to 11:30:05', '11:30:11 to 11:30:15'];
    expect(missing).toEqual([
      ...Array<string>(3).fill(`No footage from ${before}`),
      ...Array<string>(3).fill(`No footage from ${after}`),
    ]);
  });

  it('follows the change to summer time', () => {
    const night = Date.parse('2026-03-29T00:59:59Z');
    const [startsAt, endsAt] = [new Date(night), new Date(night + 2000)];
    expect(cuesOf(clip(0, 2, { startsAt, endsAt })).map(([, text]) => text)).toEqual([
      'yard 2026-03-29 01:59:59 +01:00',
      'yard 2026-03-29 03:00:00 +02:00',
    ]);
  });

  it('has the offset of UTC, too', () => {
    expect(cuesOf(clip(0, 1), 'UTC')).toEqual([
      ['00.000 --> 01.000', 'yard 2026-01-03 10:30:00 +00:00'],
    ]);
  });

  it('shows the name of a camera as it is', () => {
    const [[, text] = []] = cuesOf(clip(0, 1), 'UTC', 'a & b <i>\n\n00:00 --> 01:00');
    expect(text).toBe('a &amp; b &lt;i&gt; 00:00 --&gt; 01:00 2026-01-03 10:30:00 +00:00');
  });
});
