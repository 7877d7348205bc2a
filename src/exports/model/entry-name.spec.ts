import { describe, expect, it } from '@jest/globals';
import { entryName } from './entry-name.js';

const startsAt = new Date('2026-01-03T10:30:00.480Z');

describe('entryName', () => {
  it.each([
    [0, 'front-door', 'mp4', 'clips/001_front-door_2026-01-03T10-30-00Z.mp4'],
    [99, 'Einfahrt Süd', 'gif', 'clips/100_Einfahrt_Süd_2026-01-03T10-30-00Z.gif'],
    [1, '../../etc/passwd', 'mp4', 'clips/002_etc_passwd_2026-01-03T10-30-00Z.mp4'],
    [1, '\r\n', 'mp4', 'clips/002__2026-01-03T10-30-00Z.mp4'],
    [2, '📷'.repeat(90), 'mp4', `clips/003_${'📷'.repeat(60)}_2026-01-03T10-30-00Z.mp4`],
  ])('%j %j', (position, cameraId, format, expected) => {
    expect(entryName({ position, cameraId, startsAt, format })).toBe(expected);
  });
});
