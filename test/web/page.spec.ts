import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readdir, readFile } from 'node:fs/promises';
import { createHome, type Home } from '../support/home.js';
import { type Service, startService } from '../support/service.js';

process.stderr.write(
  'The page in Chromium and Firefox is tested by npm run test:slow (Debian: apt-get install chromium firefox-esr).\n',
);

const ASSETS = new URL('../../web/dist/page/assets/', import.meta.url);

describe('The built page', () => {
  let home: Home;
  beforeAll(async () => {
    home = await createHome();
  });
  afterAll(() => home.remove());

  it('sends less than 100 kB of script', async () => {
    const scripts = (await readdir(ASSETS)).filter((name) => name.endsWith('.js.gz'));
    const sizes = await Promise.all(scripts.map((name) => readFile(new URL(name, ASSETS))));
    const bytes = sizes.reduce((sum, { length }) => sum + length, 0);
    expect(bytes).toBeGreaterThan(10_000);
    expect(bytes).toBeLessThan(100_000);
  });

  it('is served with a strict policy, and its files are cached for ever', async () => {
    await serving({}, async (service) => {
      const page = await fetch(service.origin);
      expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
      expect(page.headers.get('cache-control')).toBe('no-cache');
      const html = await page.text();
      expect(html).not.toMatch(/<style|style=|<script>|https?:/);
      const links = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)];
      expect(links).toHaveLength(2);
      for (const [, link] of links) {
        const { status, headers } = await fetch(service.origin + link);
        expect([status, headers.get('cache-control')]).toEqual([
          200,
          'public, max-age=31536000, immutable',
        ]);
      }
    });
  });

  it('is not served with WEB_ENABLED=false', async () => {
    await serving({ WEB_ENABLED: 'false' }, async (service) => {
      const { status, body } = await service.call('GET', '/');
      expect([status, body.code]).toEqual([404, 'NOT_FOUND']);
    });
  });

  it('needs no key', async () => {
    await serving({ API_KEYS: 'a-key-that-is-long-enough-0123456789' }, async (service) => {
      expect((await fetch(service.origin)).status).toBe(200);
      expect((await service.call('GET', '/api/events')).status).toBe(401);
    });
  });

  async function serving(settings: Record<string, string>, use: (its: Service) => Promise<void>) {
    const service = await startService(home, settings);
    try {
      await use(service);
    } finally {
      await service.stop();
    }
  }
});
