import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { createHome, type Home } from '../support/home.js';
import { type Service, startService } from '../support/service.js';

const [KEY, BUSY_KEY] = ['the-key-0123456789', 'the-busy-key-0123456789'];
const bearer = (key: string) => ({ authorization: `Bearer ${key}` });
const from = (address: string) => ({ 'x-forwarded-for': address });

describe('Wrong keys', () => {
  let home: Home;
  let direct: Service;
  let behindProxy: Service;

  beforeAll(async () => {
    home = await createHome();
    const API_KEYS = `nvr:read:${KEY},busy:read:${BUSY_KEY}`;
    [direct, behindProxy] = await Promise.all([
      startService(home, { API_KEYS }),
      startService(home, { API_KEYS, TRUSTED_PROXIES: 'loopback', RATE_LIMIT_PER_MINUTE: '40' }),
    ]);
  }, 60_000);
  afterAll(async () => {
    await Promise.all([direct?.stop(), behindProxy?.stop()]);
    await home.remove();
  });

  const ask = (service: Service, headers: Record<string, string>) =>
    service.call('GET', '/api/events', undefined, headers);

  async function exhaust(service: Service, headers: Record<string, string>): Promise<void> {
    for (let shown = 0; shown < 30; shown++) {
      const { status } = await ask(service, { ...headers, ...bearer(`${KEY}${shown}`) });
      expect(status).toBe(401);
    }
  }

  it('are refused with 429 after thirty, even if the client forges an address', async () => {
    await exhaust(direct, {});
    const claims: Record<string, string>[] = [
      {},
      from('203.0.113.1'),
      { forwarded: 'for=203.0.113.2' },
    ];
    for (const headers of claims) {
      const answer = await ask(direct, { ...headers, ...bearer(`${KEY}x`) });
      expect(answer).toMatchObject({ status: 429, body: { code: 'RATE_LIMITED' } });
      const seconds = Number(answer.headers.get('retry-after'));
      expect(seconds).toBeGreaterThan(0);
      expect(seconds).toBeLessThanOrEqual(60);
    }
    // Callers with a valid key at the same address are not affected.
    expect((await ask(direct, bearer(KEY))).status).toBe(200);
    expect((await ask(direct, {})).status).toBe(401);
    expect((await direct.call('GET', '/health/live', undefined, bearer('wrong'))).status).toBe(200);
    const warning = 'wrong API keys within a minute from 127.0.0.1';
    await eventually(() => direct.log.some((line) => line.includes(warning)));
  });

  it('are counted by the address that a trusted proxy reports', async () => {
    await exhaust(behindProxy, from('203.0.113.3'));
    const wrong = bearer(`${KEY}x`);
    expect((await ask(behindProxy, { ...from('203.0.113.3'), ...wrong })).status).toBe(429);
    expect((await ask(behindProxy, { ...from('203.0.113.4'), ...wrong })).status).toBe(401);
    // The last address is the one that the proxy saw; the client can forge the ones before it.
    const claimed = from('203.0.113.5, 203.0.113.3');
    expect((await ask(behindProxy, { ...claimed, ...wrong })).status).toBe(429);
  });

  it('are not the only limit: too many calls with a valid key are refused as well', async () => {
    const answers = await Promise.all(
      Array.from({ length: 41 }, () => ask(behindProxy, bearer(BUSY_KEY))),
    );
    const refused = answers.filter(({ status }) => status !== 200);
    expect(refused.map(({ body }) => body.code)).toEqual(['RATE_LIMITED']);
    // Until the minute is over, not a few seconds.
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(30);
    // The key is counted, not the address: neither does another address help it, nor does it hurt other keys.
    const elsewhere = await ask(behindProxy, { ...from('203.0.113.9'), ...bearer(BUSY_KEY) });
    expect(elsewhere.status).toBe(429);
    expect((await ask(behindProxy, bearer(KEY))).status).toBe(200);
  });
});
