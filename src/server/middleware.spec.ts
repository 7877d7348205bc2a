import { describe, expect, it } from '@jest/globals';
import type { NestExpressApplication } from '@nestjs/platform-express';
import express from 'express';
import type { IncomingHttpHeaders } from 'node:http';
import { requestId } from '../common/http/request-id.js';
import { carryRequestId } from './carry-request-id.js';
import { jsonBodies } from './json-bodies.js';
import { refuseForeignPages } from './refuse-foreign-pages.js';

type Middleware = (request: object, response: object, next: (error?: unknown) => void) => void;

/** What a middleware makes of a request: the error that it passes on, the answer's headers, and the id then. */
function pass(
  install: (app: NestExpressApplication) => void,
  headers: IncomingHttpHeaders,
  method = 'POST',
) {
  const installed: Middleware[] = [];
  const parsers: unknown[] = [];
  install({
    use: (middleware: Middleware) => installed.push(middleware),
    useBodyParser: (...args: unknown[]) => parsers.push(args),
  } as unknown as NestExpressApplication);
  const request = Object.create(express.request) as { id?: string };
  Object.assign(request, { method, headers });
  const sent: Record<string, string> = {};
  const response = { setHeader: (name: string, value: string) => (sent[name] = value) };
  const passed: { error: unknown; id: string | null }[] = [];
  const next = (error?: unknown) => passed.push({ error, id: requestId() ?? null });
  installed[0]!(request, response, next);
  expect(passed).toHaveLength(1);
  return { ...passed[0]!, sent, request, parsers };
}

describe('carryRequestId', () => {
  const carried = (id?: string) =>
    pass(carryRequestId, id === undefined ? {} : { 'x-request-id': id });

  it.each(['a', 'A-z_0.9:+/=', 'x'.repeat(128)])('keeps the id of the caller: %s', (id) => {
    const { error, sent, request, id: during } = carried(id);
    expect([error, sent, request.id, during]).toEqual([undefined, { 'X-Request-Id': id }, id, id]);
  });

  it.each([undefined, '', 'x'.repeat(129), 'two words', 'a\nb', '<script>'])(
    'gives a new id instead of %p',
    (id) => {
      const { sent, request, id: during } = carried(id);
      expect(request.id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
      expect(sent).toEqual({ 'X-Request-Id': request.id });
      expect(during).toBe(request.id);
      expect(carried(id).request.id).not.toBe(request.id);
    },
  );
});

describe('jsonBodies', () => {
  it.each<[string, IncomingHttpHeaders, boolean]>([
    ['JSON', { 'content-type': 'application/json', 'content-length': '2' }, true],
    ['JSON in UTF-8', { 'content-type': 'application/json; charset=utf-8', 'content-length': '2' }, true], // prettier-ignore
    ['no body', {}, true],
    ['an empty body', { 'content-length': '0' }, true],
    ['an empty form', { 'content-type': 'text/plain', 'content-length': '0' }, true],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded', 'content-length': '2' }, false], // prettier-ignore
    ['text', { 'content-type': 'text/plain', 'content-length': '2' }, false],
    ['a body of no type', { 'content-length': '2' }, false],
    ['a body of unknown length', { 'content-type': 'text/plain', 'transfer-encoding': 'chunked' }, false], // prettier-ignore
  ])('judges %s', (_, headers, isAccepted) => {
    const { error } = pass(jsonBodies, headers);
    if (isAccepted) expect(error).toBeUndefined();
    else expect(error).toMatchObject({ status: 415 });
  });

  it('accepts up to 1 MB', () => {
    const parsers = [['json', { limit: '1mb', verify: expect.any(Function) }]];
    expect(pass(jsonBodies, {}).parsers).toEqual(parsers);
  });
});

describe('refuseForeignPages', () => {
  type Settings = Parameters<typeof refuseForeignPages>[1];
  const OPEN: Settings = { CORS_ORIGINS: [], API_KEYS: [], API_KEYS_FILE: null, AUTH: 'keys' };
  const KEYS = { API_KEYS: [{}] as never };
  const judged = (settings: Partial<Settings>, headers: IncomingHttpHeaders, method?: string) =>
    pass((app) => refuseForeignPages(app, { ...OPEN, ...settings }), headers, method).error;

  const away = { host: 'nvr.example' };
  const foreign = { host: 'localhost', origin: 'https://evil.example' };
  it.each<[string, Partial<Settings>, IncomingHttpHeaders, string | null]>([
    ['this machine', {}, { host: 'localhost:3000' }, null],
    ['another name without keys', {}, away, 'HOST_NOT_ALLOWED'],
    ['no name without keys', {}, {}, 'HOST_NOT_ALLOWED'],
    ['another name with keys', KEYS, away, null],
    ['another name with keys in a file', { API_KEYS_FILE: '/keys' }, away, null],
    ['another name where a host checks callers', { AUTH: 'none' }, away, null],
    ['another page', {}, foreign, 'ORIGIN_NOT_ALLOWED'],
    ['another page with keys', KEYS, foreign, 'ORIGIN_NOT_ALLOWED'],
    ['a page that is named', { CORS_ORIGINS: ['https://evil.example'] }, foreign, null],
  ])('judges a request to change something from %s', (_, settings, headers, code) => {
    const error = judged(settings, headers);
    if (code === null) expect(error).toBeUndefined();
    else expect(error).toMatchObject({ code });
  });

  it('lets another page read, as its browser keeps the answer from it', () => {
    expect(judged({}, foreign, 'GET')).toBeUndefined();
    expect(judged({}, away, 'GET')).toMatchObject({ code: 'HOST_NOT_ALLOWED' });
  });
});
