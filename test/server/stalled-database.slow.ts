import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { filmed, filmedEvent } from '../support/footage/camera.js';
import { createHome, type Home } from '../support/home.js';
import { type Service, startService } from '../support/service.js';
import { stallingProxy, type StallingProxy } from '../support/stalling-proxy.js';

const WINDOW = { start_offset_seconds: -1, end_offset_seconds: 1 };
/** More than the pool has connections. */
const CALLS = 15;
/** Longer than any call waits: for the check of a connection, and then for a new one. */
const ANSWERED_MS = 60_000;
const RECOVERED_MS = 30_000;
/** Its slowest check may take twelve seconds. */
const READY_MS = 16_000;

describe('While the connections to the database are silent', () => {
  let home: Home;
  let proxy: StallingProxy;
  let service: Service;
  let film: string;

  beforeAll(async () => {
    home = await createHome();
    proxy = await stallingProxy(home.settings['DATABASE_URL']!);
    service = await startService(home, { DATABASE_URL: proxy.url });
    film = await filmed(home);
  });
  afterAll(async () => {
    await service?.stop();
    await proxy?.close();
    await home?.remove();
  });

  it('every call gets 503, and all work within 30 s after new connections do', async () => {
    const id = await filmedEvent(service, film);
    expect(await service.generate(id, WINDOW)).toMatchObject({ status: 201 });
    // All connections of the pool are open.
    await Promise.all(Array.from({ length: CALLS }, () => service.call('GET', '/api/events')));

    proxy.stall();
    const began = performance.now();
    const ready = await service.call('GET', '/health/ready');
    expect([ready.status, performance.now() - began < READY_MS]).toEqual([503, true]);
    const answers = await Promise.all(
      Array.from({ length: CALLS }, (_, n) =>
        n % 3 === 0
          ? service.generate(id, { ...WINDOW, force: true })
          : service.call('GET', n % 3 === 1 ? '/api/events' : `/api/events/${id}/clip`),
      ),
    );
    for (const { status, headers, body } of answers) {
      expect([status, body]).toMatchObject([503, { code: 'DATABASE_UNAVAILABLE' }]);
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    }
    expect(performance.now() - began).toBeLessThan(ANSWERED_MS);

    proxy.resume();
    const resumed = performance.now();
    await eventually(
      async () => (await service.call('GET', '/health/ready')).status === 200,
      RECOVERED_MS,
    );
    const next = await filmedEvent(service, film);
    expect(await service.generate(next, WINDOW)).toMatchObject({ status: 201 });
    expect(performance.now() - resumed).toBeLessThan(RECOVERED_MS);
  });

  it('SIGTERM ends the service', async () => {
    await Promise.all(Array.from({ length: CALLS }, () => service.call('GET', '/api/events')));
    proxy.stall();
    const began = performance.now();
    expect(await service.stop()).toBe(0);
    expect(performance.now() - began).toBeLessThan(ANSWERED_MS);
  });
});
