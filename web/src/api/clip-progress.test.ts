import { describe, expect, it } from 'vitest';
import { CLIP, eventStream, FakeService, PENDING, refusal } from '../testing/fake-service.js';
import { followClipProgress } from './clip-progress.js';
import type { ClipProgress } from './types.js';

const STREAM = 'GET /api/events/7/clip/progress';
const CLIP_INFO = 'GET /api/events/7/clip';
const making = (progress: number): ClipProgress => ({ status: 'pending', progress, message: null });
const done: ClipProgress = { status: 'completed', progress: null, message: null };

describe('followClipProgress', () => {
  it('yields the progress of the stream to its end, and sends the key', async () => {
    const stream = eventStream();
    const service = new FakeService().on(STREAM, stream.response);
    stream.send(making(10));
    stream.send(making(60));
    stream.send(done);
    const states = await statuses(followClipProgress(7, { ...service, apiKey: 'k' }));
    expect(states).toEqual(['pending 10', 'pending 60', 'completed']);
    expect(service.received[0]!.headers.get('authorization')).toBe('Bearer k');
    expect(stream.cancelled).toHaveBeenCalled();
  });

  it.each([
    ['is cut off', (stream: ReturnType<typeof eventStream>) => stream.close()],
    ['breaks', (stream: ReturnType<typeof eventStream>) => stream.fail()],
    ['speaks no JSON', (stream: ReturnType<typeof eventStream>) => stream.write('data: <\n\n')],
  ])('polls if the stream %s', async (_, cut) => {
    const stream = eventStream();
    const answers = [{ ...PENDING, progress: 40 }, { ...PENDING, progress: 80 }, CLIP];
    const service = new FakeService()
      .on(STREAM, stream.response)
      .on(CLIP_INFO, () => answers.shift());
    cut(stream);
    const states = await statuses(followClipProgress(7, { ...service, pollMs: 1 }));
    expect(states).toEqual(['pending 40', 'pending 80', 'completed']);
  });

  it('polls if there is no stream, and tolerates some failures', async () => {
    const answers = [
      refusal(503, 'DATABASE_UNAVAILABLE', 'Away.'),
      PENDING,
      refusal(502, 'BAD_GATEWAY', 'Away.'),
      CLIP,
    ];
    const service = new FakeService()
      .on(STREAM, () => refusal(404, 'NOT_FOUND', 'There is nothing at this address.'))
      .on(CLIP_INFO, () => answers.shift());
    const states = await statuses(followClipProgress(7, { ...service, pollMs: 1 }));
    expect(states).toEqual(['pending 0', 'completed']);
  });

  it('throws after five failures in a row, or after a permanent one', async () => {
    const service = new FakeService().on(STREAM, () => refusal(404, 'NOT_FOUND', 'No.'));
    service.on(CLIP_INFO, () => refusal(500, 'INTERNAL_ERROR', 'Broken.'));
    const options = { ...service, pollMs: 1 };
    await expect(statuses(followClipProgress(7, options))).rejects.toThrow('Broken.');
    expect(service.requests(CLIP_INFO)).toHaveLength(5);

    service.on(CLIP_INFO, () => refusal(404, 'EVENT_NOT_FOUND', 'Gone.'));
    await expect(statuses(followClipProgress(7, options))).rejects.toThrow('Gone.');
    expect(service.requests(CLIP_INFO)).toHaveLength(6);
  });

  it.each(['while streaming', 'while polling'])('is aborted by its signal %s', async (when) => {
    const leaving = new AbortController();
    const service = new FakeService();
    if (when === 'while asking') {
      service.on(STREAM, () => refusal(404, 'NOT_FOUND', 'No.')).on(CLIP_INFO, PENDING);
    }
    const following = followClipProgress(7, { ...service, signal: leaving.signal });
    const first = following.next();
    if (when === 'while asking') await first;
    const second = when === 'while asking' ? following.next() : first;
    leaving.abort();
    await expect(second).rejects.toMatchObject({ name: 'AbortError' });
  });
});

async function statuses(progress: AsyncIterable<ClipProgress>): Promise<string[]> {
  const all: string[] = [];
  for await (const { status, progress: percent } of progress) {
    all.push(status === 'pending' ? `${status} ${percent}` : status);
  }
  return all;
}
