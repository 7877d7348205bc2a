import { createParser } from 'eventsource-parser';

/**
 * The data of each server-sent event in a response's body. `EventSource` cannot send a key.
 *
 * Ends with the body. Throws if nothing arrives for `silenceMs`, not even a comment, since some proxies hold a
 * stream back for ever.
 */
export async function* readEventStream(
  body: ReadableStream<Uint8Array>,
  silenceMs: number,
): AsyncGenerator<string, void, undefined> {
  const heard: string[] = [];
  const parser = createParser({ onEvent: ({ data }) => heard.push(data) });
  const decoder = new TextDecoder();
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await within(silenceMs, reader.read());
      if (done) return;
      parser.feed(decoder.decode(value, { stream: true }));
      yield* heard.splice(0);
    }
  } finally {
    // Not awaited: it may reject if the stream has failed, and the stream ends anyway.
    reader.cancel().catch(() => undefined);
  }
}

async function within<T>(milliseconds: number, promise: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The stream fell silent.')), milliseconds);
  });
  return Promise.race([promise, silence]).finally(() => clearTimeout(timer));
}
