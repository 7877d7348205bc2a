import { describe, expect, it } from 'vitest';
import { FakeService, refusal } from '../testing/fake-service.js';
import { ApiError } from './api-error.js';
import { addressOf, send, sendForJson } from './connection.js';

describe('addressOf', () => {
  it.each([
    [undefined, '/api/events'],
    ['', '/api/events'],
    ['https://clips.example', 'https://clips.example/api/events'],
    ['https://clips.example//', 'https://clips.example/api/events'],
    ['/nvr/', '/nvr/api/events'],
  ])('at %s is %s', (baseUrl, address) => {
    expect(addressOf('/api/events', { baseUrl })).toBe(address);
  });
});

describe('send', () => {
  it('sends the key, and a body as JSON', async () => {
    const service = new FakeService().on('POST /thing', {});
    await send('/thing', { method: 'POST', body: { a: 1 } }, { ...service, apiKey: 'k' });
    const [{ headers, body }] = service.received as [(typeof service.received)[0]];
    expect(headers.get('authorization')).toBe('Bearer k');
    expect(headers.get('content-type')).toBe('application/json');
    expect(body).toEqual({ a: 1 });
  });

  it('sends neither a key nor a body if there is none', async () => {
    const service = new FakeService().on('GET /thing', { a: 1 });
    await expect(sendForJson('/thing', {}, service)).resolves.toEqual({ a: 1 });
    expect([...service.received[0]!.headers]).toEqual([]);
  });

  it.each([
    [
      'the contract’s words',
      () => refusal(404, 'EVENT_NOT_FOUND', 'There is no such event.'),
      { status: 404, code: 'EVENT_NOT_FOUND', message: 'There is no such event.' },
    ],
    [
      'several of them',
      () => refusal(400, 'VALIDATION_FAILED', ['One is wrong', 'Two is wrong']),
      { status: 400, code: 'VALIDATION_FAILED', message: 'One is wrong. Two is wrong' },
    ],
    [
      'a proxy’s page',
      () => new Response('<html>', { status: 502, statusText: 'Bad Gateway' }),
      {
        status: 502,
        code: 'UNEXPECTED_ANSWER',
        message: 'The clip service answered 502 Bad Gateway.',
      },
    ],
    [
      'a stranger’s JSON',
      () => Response.json({ oops: true }, { status: 500 }),
      { status: 500, code: 'UNEXPECTED_ANSWER', message: 'The clip service answered 500.' },
    ],
    [
      'no answer',
      () => Promise.reject(new TypeError('Failed to fetch')),
      { status: 0, code: 'UNREACHABLE', message: 'The clip service does not answer.' },
    ],
  ])('throws an ApiError for %s', async (_, answer, error) => {
    const service = new FakeService().on('GET /thing', answer);
    const failure = await send('/thing', {}, service).catch((caught: unknown) => caught);
    expect(failure).toBeInstanceOf(ApiError);
    expect(failure).toMatchObject(error);
  });

  it('throws an abort unchanged', async () => {
    const controller = new AbortController();
    const sending = send('/thing', {}, { ...new FakeService(), signal: controller.signal });
    controller.abort();
    await expect(sending).rejects.toMatchObject({ name: 'AbortError' });
  });
});
