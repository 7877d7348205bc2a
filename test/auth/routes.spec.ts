import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { STATUS_CODES } from 'node:http';
import { createHome, type Home } from '../support/home.js';
import { type Service, startService } from '../support/service.js';
import { routerOf } from './router-of.js';

/** The routes that need no key: health for probes, and the contract, which is the same for everybody. */
const PUBLIC = ['GET /health/live', 'GET /health/ready'];
const DOCS = /^GET \/api\/(docs|openapi\.json)/;
/** Middleware for every path that passes most requests on: the page and the log. */
const MIDDLEWARE = /\*\w*\}?$/;

const key = (scope: string) => `${scope}-key-that-is-long-enough`;
const SCOPES = ['read', 'write', 'export', 'admin'];
const bearer = (scope: string) => ({ authorization: `Bearer ${key(scope)}` });

const scopeOf = (route: string) =>
  /^GET \/api\/audit|\/api\/cleanup/.test(route)
    ? 'admin'
    : route.includes('/exports')
      ? 'export'
      : route.startsWith('GET ') || route.endsWith('/share')
        ? 'read'
        : 'write';

/** The whole program with a port; every route of its router is requested. */
describe('Every route', () => {
  let home: Home;
  let service: Service;
  let routes: string[];
  let guarded: string[];

  beforeAll(async () => {
    home = await createHome();
    const API_KEYS = SCOPES.map((scope) => `${scope}r:${scope}:${key(scope)}`).join();
    // Each route is requested from a different address, as wrong keys are counted by address.
    service = await startService(home, { API_KEYS, TRUSTED_PROXIES: 'loopback' });
    const router = await routerOf({ ...home.settings, API_KEYS });
    routes = router.filter((route) => !MIDDLEWARE.test(route));
    guarded = routes.filter((route) => !PUBLIC.includes(route) && !DOCS.test(route));
  });

  afterAll(async () => {
    await service?.stop();
    await home.remove();
  });

  /** An id and a file name that do not exist, so that no call changes anything. */
  function call(route: string, headers: Record<string, string> = {}) {
    const [method = '', path = ''] = route.split(' ');
    const filled = path.replace(':id', '2147483647').replace(':filename', '2147483647_clip.mp4');
    // No route accepts this body, so that nothing happens with a valid key either.
    const body = method === 'GET' || method === 'HEAD' ? undefined : { no_such_field: 1 };
    return service.call(method, filled, body, headers);
  }

  function expectError(answer: Awaited<ReturnType<typeof call>>, status: number, code: string) {
    expect(answer).toMatchObject({ status });
    expect(answer.body).toEqual({
      statusCode: status,
      error: STATUS_CODES[status],
      code,
      message: expect.any(String),
    });
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
  }

  it('is in the contract, and nothing else is', async () => {
    const { body: contract } = await service.call<{ paths: Record<string, object> }>(
      'GET',
      '/api/openapi.json',
    );
    const documented = Object.entries(contract.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map(
        (method) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
      ),
    );
    expect(routes.filter((route) => !DOCS.test(route)).sort()).toEqual(documented.sort());
    expect(guarded.length).toBeGreaterThan(15);
  });

  it('is refused without a key, with a wrong key, and with a key sent in another way', async () => {
    for (const [index, route] of guarded.entries()) {
      const from = { 'x-forwarded-for': `203.0.113.${index}` };
      for (const headers of [
        {},
        { authorization: `Bearer ${key('read').slice(0, -1)}` },
        { authorization: `Bearer ${key('admin')}x` },
        { authorization: `Basic ${Buffer.from(`:${key('admin')}`).toString('base64')}` },
        { authorization: key('admin') },
        { 'x-api-key': key('admin') },
        { cookie: `authorization=Bearer ${key('admin')}` },
      ]) {
        const shown: Record<string, string | undefined> = headers;
        const answer = await call(route, { ...(shown as Record<string, string>), ...from });
        expectError(answer, 401, 'UNAUTHORIZED');
        expect(answer.headers.get('www-authenticate')).toBe('Bearer');
      }
    }
  });

  it('is refused to HEAD if it is refused to GET', async () => {
    for (const route of guarded.filter((each) => each.startsWith('GET'))) {
      const answer = await call(route.replace('GET', 'HEAD'));
      expect([route, answer.status, answer.body]).toEqual([route, 401, null]);
    }
  });

  it('does not accept a key or a wrong signature in the query', async () => {
    const query = `?access_token=${key('admin')}&api_key=${key('admin')}&expires=99999999999&signature=AAAA`;
    for (const route of guarded) {
      const takesLinks = /\/api\/media\/|\/clip\.mp4$/.test(route) && !route.includes('/events/');
      const code = takesLinks ? 'INVALID_LINK' : 'UNAUTHORIZED';
      expectError(await call(`${route}${query}`), 401, code);
    }
  });

  it('accepts only keys with its scope, as no scope includes another', async () => {
    for (const route of guarded) {
      for (const scope of SCOPES) {
        const answer = await call(route, bearer(scope));
        if (scope !== scopeOf(route)) expectError(answer, 403, 'FORBIDDEN');
        else expect([200, 400, 404]).toContain(answer.status);
      }
    }
  });

  it('that is public reveals only its status without a key', async () => {
    for (const route of PUBLIC) {
      const bare = await call(route);
      expect([bare.status, bare.body]).toEqual([200, { status: 'ok' }]);
    }
    const known = await call('GET /health/ready', bearer('read'));
    expect(known.body).toMatchObject({ status: 'ok', details: { database: { status: 'up' } } });
  });
});
