import { describe, expect, it, vi } from 'vitest';
import { eventStream } from '../testing/fake-service.js';
import { readEventStream } from './event-stream.js';

describe('readEventStream', () => {
  it('reads events that arrive in pieces', async () => {
    const bytes = new TextEncoder().encode(
      ': hello\n\ndata: é1\n\nid: 2\r\ndata: a\r\ndata: b\r\n\r\n',
    );
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
    await expect(collect(readEventStream(body, 1000))).resolves.toEqual(['é1', 'a\nb']);
  });

  it('cancels the stream when its reader stops', async () => {
    const stream = eventStream();
    stream.write('data: 1\n\ndata: 2\n\n');
    for await (const data of readEventStream(stream.body, 1000)) {
      expect(data).toBe('1');
      break;
    }
    expect(stream.cancelled).toHaveBeenCalled();
  });

  it('throws the error of the stream', async () => {
    const stream = eventStream();
    const reading = collect(readEventStream(stream.body, 1000));
    stream.fail();
    await expect(reading).rejects.toThrow('network error');
  });

  it('throws if the stream is silent, and counts a comment as data', async () => {
    vi.useFakeTimers();
    const stream = eventStream();
    const reading = collect(readEventStream(stream.body, 1000));
    const silence = expect(reading).rejects.toThrow('fell silent');
    await vi.advanceTimersByTimeAsync(900);
    stream.write(':\n\n');
    await vi.advanceTimersByTimeAsync(900);
    expect(stream.cancelled).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(200);
    await silence;
    expect(stream.cancelled).toHaveBeenCalled();
    vi.useRealTimers();
  });
});

async function collect(events: AsyncIterable<string>): Promise<string[]> {
  const all: string[] = [];
  for await (const data of events) all.push(data);
  return all;
}
