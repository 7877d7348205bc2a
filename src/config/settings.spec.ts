import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { describe, expect, it } from '@jest/globals';
import { hasDefault, readSettings, settings, type SettingsError } from './settings.js';

describe('readSettings', () => {
  it('uses the documented defaults for unset variables', () => {
    expect(readSettings({})).toMatchObject({
      HOST: '127.0.0.1',
      PORT: 3000,
      DATABASE_URL: null,
      MEDIA_ROOTS: ['data/media'],
      CLIP_PRE_ROLL_SECONDS: 5,
      CLIP_POST_ROLL_SECONDS: 5,
      CLIP_GENERATION_ENABLED: true,
    });
  });

  it.each<[keyof typeof settings, number, number]>([
    ['PORT', 0, 65_535],
    ['CLIP_PRE_ROLL_SECONDS', 0, 300],
    ['CLIP_POST_ROLL_SECONDS', 0, 300],
    ['CLIP_GENERATE_WAIT_SECONDS', 0, 3600],
    ['CLIP_TIMEOUT_SECONDS', 1, 86_400],
    ['CLIP_CONCURRENCY', 1, 1024],
    ['CLIP_FOOTAGE_GRACE_SECONDS', 0, 86_400],
    ['CLIP_QUEUE_LIMIT', 1, 1_000_000],
    ['CLIP_STARTS_PER_MINUTE', 0, 1_000_000],
    ['CLIP_GIF_MAX_SECONDS', 1, 3600],
    ['RETENTION_DAYS', 0, 36_500],
    ['CLIPS_MAX_BYTES', 1, Number.MAX_SAFE_INTEGER],
    ['CLIPS_MIN_FREE_BYTES', 1, Number.MAX_SAFE_INTEGER],
    ['MEDIA_URL_TTL_SECONDS', 1, 31_536_000],
    ['RATE_LIMIT_PER_MINUTE', 0, 1_000_000],
    ['FFMPEG_MAX_MEMORY_BYTES', 67_108_864, Number.MAX_SAFE_INTEGER],
  ])('bounds %s by %d and %d, both included', (name, minimum, maximum) => {
    for (const value of [minimum, maximum]) {
      expect(readSettings({ [name]: String(value) })[name]).toBe(value);
    }
    for (const value of [minimum - 1, maximum + 1]) {
      expect(() => readSettings({ [name]: String(value) })).toThrow(
        `${name} must be a whole number from ${minimum} to ${maximum}.`,
      );
    }
  });

  it('makes as many clips at once as half of the processors, but one at least', () => {
    const processors = availableParallelism();
    expect(readSettings({}).CLIP_CONCURRENCY).toBe(Math.max(1, Math.floor(processors / 2)));
  });

  it.each([
    ['HOST', '0.0.0.0', {}, /^HOST must be 127\.0\.0\.1 while no API keys are set/],
    ['HOST', '127.0.0.1.evil.example', {}, /^HOST must be/],
    ['HOST', '1127.0.0.1', {}, /^HOST must be/],
    ['HOST', '::', { AUTH: 'keys' }, /^HOST must be/],
    ['HOST', '127.1.2.3', {}, null],
    ['HOST', 'localhost', {}, null],
    ['HOST', '::1', {}, null],
    ['HOST', '0.0.0.0', { AUTH: 'none' }, null],
    ['HOST', '0.0.0.0', { API_KEYS: 'a-key-of-16-chars' }, null],
    ['HOST', '0.0.0.0', { API_KEYS_FILE: 'keys' }, null],
    ['WEBHOOK_URL', 'https://nvr.example', {}, 'PUBLIC_URL must be set if WEBHOOK_URL is set'],
    ['WEBHOOK_URL', 'https://nvr.example', { PUBLIC_URL: 'https://clips.example' }, null],
    ['WEBHOOK_URL', 'https://nvr.example,x', { PUBLIC_URL: 'https://a' }, 'WEBHOOK_URL must be'],
    ['CORS_ORIGINS', 'https://nvr.example, http://a:8080', {}, null],
    ['CORS_ORIGINS', 'https://nvr.example/', {}, 'CORS_ORIGINS must be origins'],
    ['CORS_ORIGINS', 'null', {}, 'CORS_ORIGINS must be origins'],
    ['CORS_ORIGINS', '*', {}, 'CORS_ORIGINS must be origins'],
  ])('answers %s=%s beside %p with %p', (name, value, others, message) => {
    const read = () => readSettings({ ...others, [name]: value });
    if (message === null) expect(read).not.toThrow();
    else expect(read).toThrow(message);
  });

  it('treats an empty value as unset', () => {
    expect(readSettings({ PORT: '', DATABASE_URL: '  ' })).toMatchObject({
      PORT: 3000,
      DATABASE_URL: null,
    });
  });

  it.each([
    ['PORT', '8080', 8080],
    ['MEDIA_ROOTS', '/a:/b', ['/a', '/b']],
    ['CLIP_PRE_ROLL_SECONDS', '0', 0],
    ['CLIP_PRE_ROLL_SECONDS', '300', 300],
    ['CLIP_GENERATION_ENABLED', 'off', false],
    ['CAMERA_TIMEZONE', 'Europe/Berlin', 'Europe/Berlin'],
    ['CAMERA_FILE_PATTERN', '%path/%s', '%path/%s'],
    ['CAMERA_FILE_PATTERN', '', null],
    ['RETENTION_DAYS', '0', 0],
    ['CLEANUP_CRON', '30 2 * * 1-5', '30 2 * * 1-5'],
    ['CLEANUP_MAX_FRACTION', '0', 0],
    ['CLEANUP_MAX_FRACTION', '.25', 0.25],
    ['CLEANUP_MAX_FRACTION', '1', 1],
    ['CLIPS_MAX_BYTES', '', null],
    ['MEDIA_ACCEL_REDIRECT', '/internal/clips/', '/internal/clips'],
    ['CLIPS_MAX_BYTES', '500000000000', 500_000_000_000],
    ['TRUSTED_PROXIES', '', []],
    ['TRUSTED_PROXIES', 'loopback,10.0.0.5', ['loopback', '10.0.0.5']],
    ['TRUSTED_PROXIES', '10.0.0.0/24,fd00::/8', ['10.0.0.0/24', 'fd00::/8']],
  ])('reads %s=%s', (name, value, expected) => {
    expect(readSettings({ [name]: value })).toHaveProperty(name, expected);
  });

  it.each([
    ['PORT', '70000', 'PORT must be a whole number from 0 to 65535.'],
    ['CLIP_PRE_ROLL_SECONDS', '-1', 'CLIP_PRE_ROLL_SECONDS must be a whole number from 0 to 300.'],
    [
      'CLIP_POST_ROLL_SECONDS',
      '1.5',
      'CLIP_POST_ROLL_SECONDS must be a whole number from 0 to 300.',
    ],
    ['CLIP_GENERATION_ENABLED', 'maybe', 'CLIP_GENERATION_ENABLED must be true or false.'],
    [
      'CAMERA_FILE_PATTERN',
      '%X-%s',
      'CAMERA_FILE_PATTERN must be a path such as %path/%Y-%m-%d_%H-%M-%S-%f: %X is not understood.',
    ],
    ['CAMERA_TIMEZONE', 'Mars', 'CAMERA_TIMEZONE must be an IANA time zone such as Europe/Berlin.'],
    ['RETENTION_DAYS', '-1', 'RETENTION_DAYS must be a whole number from 0 to 36500.'],
    ['RETENTION_DAYS', 'a month', 'RETENTION_DAYS must be a whole number from 0 to 36500.'],
    ['CLEANUP_CRON', 'daily', 'CLEANUP_CRON must be a cron expression such as 0 3 * * *.'],
    ['CLEANUP_CRON', '61 3 * * *', 'CLEANUP_CRON must be a cron expression such as 0 3 * * *.'],
    ['CLEANUP_TIMEZONE', 'Berlin', /^CLEANUP_TIMEZONE must be an IANA time zone/],
    ['MEDIA_ACCEL_REDIRECT', 'clips', /^MEDIA_ACCEL_REDIRECT must be a path/],
    ['MEDIA_ACCEL_REDIRECT', '/a?b', /^MEDIA_ACCEL_REDIRECT must be a path/],
    ['TRUSTED_PROXIES', 'true', /^TRUSTED_PROXIES must be addresses such as 10\.0\.0\.5/],
    ['TRUSTED_PROXIES', '0.0.0.0/0', /^TRUSTED_PROXIES must be/],
    ['TRUSTED_PROXIES', '10.0.0.0/33', /^TRUSTED_PROXIES must be/],
    ['TRUSTED_PROXIES', '10.0.0.0/255.0.0.0', /^TRUSTED_PROXIES must be/],
    ['TRUSTED_PROXIES', 'nginx', /^TRUSTED_PROXIES must be/],
    ['CLEANUP_MAX_FRACTION', '1.01', 'CLEANUP_MAX_FRACTION must be a number from 0 to 1.'],
    ['CLEANUP_MAX_FRACTION', '-0.5', 'CLEANUP_MAX_FRACTION must be a number from 0 to 1.'],
    ['CLIPS_MAX_BYTES', '0', /^CLIPS_MAX_BYTES must be a whole number from 1 to/],
    ['CLIPS_MIN_FREE_BYTES', '10GB', /^CLIPS_MIN_FREE_BYTES must be a whole number from 1 to/],
    ['DATABASE_URL', 'mysql://x', /^DATABASE_URL must be a URL such as/],
    ['LOG_LEVEL', 'loud', /^LOG_LEVEL must be one of fatal, error/],
  ])('refuses %s=%s in a sentence', (name, value, message) => {
    expect(() => readSettings({ [name]: value })).toThrow(message);
  });

  it('names all wrong settings at once', () => {
    try {
      readSettings({ PORT: 'x', LOG_LEVEL: 'x' });
      throw new Error('accepted');
    } catch (error) {
      expect((error as SettingsError).problems).toHaveLength(2);
    }
  });
});

describe('hasDefault', () => {
  it.each([
    [undefined, true],
    ['', true],
    ['/srv/footage', false],
    ['data/media', false],
  ])('is, for MEDIA_ROOTS=%s, %s', (value, expected) => {
    expect(hasDefault(readSettings({ MEDIA_ROOTS: value }), 'MEDIA_ROOTS')).toBe(expected);
  });
});

describe('.env.example', () => {
  const example = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8');
  const documented = [...example.matchAll(/^# ?([A-Z][A-Z_]+)=(.*)$/gm)];

  it('has every setting, in the same order', () => {
    expect(documented.map(([, name]) => name)).toEqual(Object.keys(settings));
  });

  it('shows valid values, and the defaults of settings that have one', () => {
    const shown: Record<string, string> = Object.fromEntries(
      documented.map(([, name = '', value = '']) => [name, value]),
    );
    expect(readSettings(shown)).toEqual({
      ...readSettings({}),
      CLIP_CONCURRENCY: readSettings(shown).CLIP_CONCURRENCY,
    });
  });
});
