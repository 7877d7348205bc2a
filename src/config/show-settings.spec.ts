import { describe, expect, it } from '@jest/globals';
import { readSettings, settings } from './settings.js';
import { showSettings } from './show-settings.js';

const SECRET = 'super-secret-value-of-length';

describe('showSettings', () => {
  it('shows every setting, including defaults', () => {
    const lines = showSettings(readSettings({}));
    expect(lines.map((line) => line.split('=')[0])).toEqual(Object.keys(settings));
    expect(lines).toContain('PORT=3000');
    expect(lines).toContain('DATABASE_URL=');
    expect(lines).toContain('MEDIA_ROOTS=data/media');
    expect(lines).toContain('CLEANUP_CRON=0 3 * * *');
  });

  it('hides secrets', () => {
    const lines = showSettings(
      readSettings({
        DATABASE_URL: `postgres://nvr:${SECRET}@db:5432/clips?password=${SECRET}`,
        API_KEYS: `nvr:read+write:${SECRET},${SECRET}`,
        WEBHOOK_URL: `https://hooks.example/${SECRET},https://nvr.example/?token=${SECRET}`,
        WEBHOOK_SECRET: SECRET,
        PUBLIC_URL: 'https://clips.example/base',
        MEDIA_ROOTS: '/a:/b',
      }),
    );
    expect(lines.join('\n')).not.toContain(SECRET);
    expect(lines).toContain('DATABASE_URL=postgres://nvr:***@db:5432/clips?password=***');
    expect(lines).toContain('API_KEYS=nvr:read+write:***,key 2:read+write+export+admin:***');
    expect(lines).toContain('WEBHOOK_URL=https://hooks.example/***,https://nvr.example/***');
    expect(lines).toContain('WEBHOOK_SECRET=***');
    expect(lines).toContain('PUBLIC_URL=https://clips.example/base');
    expect(lines).toContain('MEDIA_ROOTS=/a:/b');
  });
});
