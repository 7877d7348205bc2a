import { describe, expect, it } from '@jest/globals';
import { instantsOfLocalTime } from './instants-of-local-time.js';

describe('instantsOfLocalTime', () => {
  it.each([
    ['UTC', '2026-01-03T10:30:00', '2026-01-03T10:30:00Z'],
    ['Europe/Berlin', '2026-01-03T10:30:00', '2026-01-03T09:30:00Z'],
    ['Europe/Berlin', '2026-07-03T10:30:00', '2026-07-03T08:30:00Z'],
    ['America/New_York', '2026-01-03T20:00:00', '2026-01-04T01:00:00Z'],
    ['Asia/Kathmandu', '2026-01-03T00:00:00', '2026-01-02T18:15:00Z'],
    ['Pacific/Kiritimati', '2026-01-01T00:00:00', '2025-12-31T10:00:00Z'],
    ['Pacific/Pago_Pago', '2026-01-01T00:00:00', '2026-01-01T11:00:00Z'],
    // Midnight must not be read as hour 24 of the previous day.
    ['Europe/Berlin', '2026-01-01T00:00:00', '2025-12-31T23:00:00Z'],
    // Clocks are set forward: the last second before, the hour that they skip, the first second after.
    ['Europe/Berlin', '2026-03-29T01:59:59', '2026-03-29T00:59:59Z'],
    ['Europe/Berlin', '2026-03-29T02:00:00', '2026-03-29T01:00:00Z'],
    ['Europe/Berlin', '2026-03-29T02:30:00', '2026-03-29T01:30:00Z'],
    ['Europe/Berlin', '2026-03-29T03:00:00', '2026-03-29T01:00:00Z'],
    ['America/New_York', '2026-03-08T02:30:00', '2026-03-08T07:30:00Z'],
    // Clocks are set back: around the hour that they show twice, and the first of the two inside it.
    ['Europe/Berlin', '2026-10-25T01:59:59', '2026-10-24T23:59:59Z'],
    ['Europe/Berlin', '2026-10-25T02:00:00', '2026-10-25T00:00:00Z'],
    ['Europe/Berlin', '2026-10-25T02:30:00', '2026-10-25T00:30:00Z'],
    ['Europe/Berlin', '2026-10-25T03:00:00', '2026-10-25T02:00:00Z'],
    ['America/New_York', '2026-11-01T01:30:00', '2026-11-01T05:30:00Z'],
    // Summer time of half an hour; a whole day that a zone skipped.
    ['Australia/Lord_Howe', '2026-04-05T01:45:00', '2026-04-04T14:45:00Z'],
    ['Pacific/Apia', '2011-12-30T12:00:00', '2011-12-30T22:00:00Z'],
  ])('gives, where clocks in %s show %s, the instant %s', (timezone, local, expected) => {
    const [instant] = instantsOfLocalTime(Date.parse(`${local}Z`), timezone);
    expect(instant).toEqual(new Date(expected));
  });

  it.each([
    ['Europe/Berlin', '2026-10-25T02:30:00', ['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z']],
    [
      'Australia/Lord_Howe',
      '2026-04-05T01:45:00',
      ['2026-04-04T14:45:00Z', '2026-04-04T15:15:00Z'],
    ],
    ['Europe/Berlin', '2026-10-25T03:00:00', ['2026-10-25T02:00:00Z']],
    ['Europe/Berlin', '2026-03-29T02:30:00', ['2026-03-29T01:30:00Z']],
  ])('gives, where clocks in %s show %s, the instants %j', (timezone, local, expected) => {
    const instants = instantsOfLocalTime(Date.parse(`${local}Z`), timezone);
    expect(instants).toEqual(expected.map((text) => new Date(text)));
  });
});
