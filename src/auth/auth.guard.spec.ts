import { type ExecutionContext, Logger } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { DataSource } from 'typeorm';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type ApiKey, parseApiKey } from '../common/api-key.js';
import { Access, TakesSignedLinks } from '../common/http/access.js';
import { callerOf } from '../common/http/caller.js';
import type { GuardedRequest } from '../common/http/node-http.js';
import { MediaLinks } from '../media/serving/media-links.js';
import { ApiKeys } from './api-keys.js';
import { AuthGuard } from './auth.guard.js';
import { CameraLimits } from './camera-limits.js';
import { FailedKeys } from './failed-keys.js';

const KEYS = ['read', 'write', 'export', 'admin'].map((scope) =>
  parseApiKey(`nvr-${scope}:${scope}:${scope}-key-0123456789`, 0),
);
const bearer = (scope: string) => `Bearer ${scope}-key-0123456789`;
const dataSource = {} as DataSource;
const clock = { now: () => new Date('2026-01-03T10:30:00Z') };
const CLIP = '/api/media/clips/7_clip.mp4';

class Routes {
  ordinary(this: void): void {}
  @TakesSignedLinks(true)
  file(this: void): void {}
  @Access('public')
  open(this: void): void {}
  @Access('admin')
  operate(this: void): void {}
}

describe('AuthGuard', () => {
  let links: MediaLinks;
  let failures: FailedKeys;
  let answered: Record<string, unknown>;

  beforeEach(() => {
    links = new MediaLinks({ mediaRoots: [], clipsDirectory: '' }, clock);
    links.use({ secret: Buffer.from('secret'), ttlSeconds: 60 });
    failures = new FailedKeys(clock);
    answered = {};
    jest.spyOn(Logger.prototype, 'warn').mockReturnValue();
  });
  afterEach(() => void jest.restoreAllMocks());

  const requestOf = (method: string, url: string, authorization?: string, ip = '203.0.113.7') => {
    const query = Object.fromEntries(new URL(url, 'http://host').searchParams);
    return { method, url, query, ip, headers: { authorization } } as unknown as GuardedRequest;
  };

  /** The code of the refusal; null where the request may pass. */
  async function refusal(
    request: GuardedRequest,
    route: keyof Routes = 'ordinary',
    keys: readonly ApiKey[] = KEYS,
  ): Promise<string | null> {
    const apiKeys = new ApiKeys({ keys, file: null, linkTtlSeconds: 60 }, clock);
    const limits = new CameraLimits(new Reflector(), dataSource);
    const guard = new AuthGuard(apiKeys, new Reflector(), links, failures, limits);
    const response = {
      setHeader: (name: string, value: unknown) => void (answered[name] = value),
    };
    const context = {
      getHandler: () => Routes.prototype[route],
      getClass: () => Routes,
      switchToHttp: () => ({ getRequest: () => request, getResponse: () => response }),
    } as unknown as ExecutionContext;
    try {
      expect(await guard.canActivate(context)).toBe(true);
      return null;
    } catch (error) {
      return (error as { code: string }).code;
    }
  }

  it.each<[string, string, keyof Routes, string, string | null]>([
    ['GET', 'read', 'ordinary', CLIP, null],
    ['HEAD', 'read', 'ordinary', CLIP, null],
    ['POST', 'read', 'ordinary', '/', 'FORBIDDEN'],
    ['POST', 'write', 'ordinary', '/', null],
    ['GET', 'write', 'ordinary', '/', 'FORBIDDEN'],
    ['GET', 'read', 'operate', '/', 'FORBIDDEN'],
    ['GET', 'admin', 'operate', '/', null],
    ['GET', 'wrong', 'ordinary', '/', 'UNAUTHORIZED'],
    ['GET', 'wrong', 'open', '/', null],
  ])('answers %s with the key “%s” on the route “%s” (%s): %p', async (...given) => {
    const [method, scope, route, url, expected] = given;
    expect(await refusal(requestOf(method, url, bearer(scope)), route)).toBe(expected);
  });

  it.each<[string, string, (link: string) => string, string | null]>([
    ['GET', 'accepts', (link) => link, null],
    ['HEAD', 'accepts', (link) => link, null],
    ['DELETE', 'refuses', (link) => link, 'UNAUTHORIZED'],
    ['POST', 'refuses', (link) => link, 'UNAUTHORIZED'],
    ['GET', 'accepts a file name to save it under for', (link) => `${link}&download=1`, null],
    ['GET', 'refuses another parameter on', (link) => `${link}&rendition=gif`, 'INVALID_LINK'],
    ['GET', 'refuses the path alone of', (link) => link.split('?')[0]!, 'UNAUTHORIZED'],
    ['GET', 'refuses for another file', (link) => link.replace('7_', '8_'), 'INVALID_LINK'],
    [
      'GET',
      'refuses for a poster',
      (link) => link.replace(CLIP, '/api/media/posters/7.jpg'),
      'INVALID_LINK',
    ],
  ])('%s %s a signed link', async (method, _, change, expected) => {
    const request = requestOf(method, change(links.clip('7_clip.mp4')));
    expect(await refusal(request, 'file')).toBe(expected);
  });

  it('takes a link only on routes that serve its files', async () => {
    expect(await refusal(requestOf('GET', links.clip('7_clip.mp4')))).toBe('UNAUTHORIZED');
  });

  it.each<[string, string, string | null]>([
    ['a valid link', 'write', null],
    ['a valid link', 'wrong', null],
    ['a changed link', 'write', 'FORBIDDEN'],
    ['a changed link', 'wrong', 'INVALID_LINK'],
    ['a changed link', 'read', null],
  ])('answers %s with the key “%s” as well: %p', async (which, scope, expected) => {
    const link = links.clip('7_clip.mp4') + (which === 'a changed link' ? '&x=1' : '');
    expect(await refusal(requestOf('GET', link, bearer(scope)), 'file')).toBe(expected);
  });

  it('asks for a key where none was sent, however often, and counts only wrong ones', async () => {
    for (let call = 0; call < 50; call++)
      expect(await refusal(requestOf('GET', '/'))).toBe('UNAUTHORIZED');
    expect(answered).toEqual({ 'WWW-Authenticate': 'Bearer' });
    const wrong = requestOf('GET', '/', bearer('wrong'));
    for (let call = 0; call < 30; call++) expect(await refusal(wrong)).toBe('UNAUTHORIZED');
    answered = {};
    expect(await refusal(wrong)).toBe('RATE_LIMITED');
    expect(answered).toEqual({ 'Retry-After': 60 });
    expect(await refusal(requestOf('GET', '/', bearer('wrong'), '203.0.113.8'))).toBe(
      'UNAUTHORIZED',
    );
  });

  it('never limits a caller with a valid key, nor a signed link', async () => {
    for (let call = 0; call < 40; call++) await refusal(requestOf('GET', '/', bearer('wrong')));
    expect(await refusal(requestOf('GET', '/', bearer('read')))).toBeNull();
    const link = requestOf('GET', links.clip('7_clip.mp4'), bearer('wrong'));
    expect(await refusal(link, 'file')).toBeNull();
  });

  it('lets everybody in without keys', async () => {
    for (const method of ['GET', 'POST'])
      expect(await refusal(requestOf(method, '/'), 'operate', [])).toBeNull();
  });

  it('remembers the name of the key, on public routes as well', async () => {
    for (const route of ['ordinary', 'open'] as const) {
      const known = requestOf('GET', '/', bearer('read'));
      expect(await refusal(known, route)).toBeNull();
      expect(callerOf(known as never)?.name).toBe('nvr-read');
      const unknown = requestOf('GET', '/', bearer('wrong'));
      await refusal(unknown, route);
      expect(callerOf(unknown as never)).toBeNull();
    }
  });

  it.each([
    ['bearer read-key-0123456789', null],
    ['Bearer   read-key-0123456789', null],
    ['Bearer read-key-0123456789 ', 'UNAUTHORIZED'],
    ['xBearer read-key-0123456789', 'UNAUTHORIZED'],
    ['Basic read-key-0123456789', 'UNAUTHORIZED'],
    ['read-key-0123456789', 'UNAUTHORIZED'],
    ['Bearer', 'UNAUTHORIZED'],
    ['', 'UNAUTHORIZED'],
  ])('answers the header “%s” with %p', async (authorization, expected) => {
    expect(await refusal(requestOf('GET', '/', authorization))).toBe(expected);
  });
});
