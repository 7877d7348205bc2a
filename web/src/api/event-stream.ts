import { createParser } from 'eventsource-parser';

/**
 * The data of each server-sent event in a response's body. `EventSource` could not send a key.
 *
 * Ends with the body. Throws when nothing at all arrives for `silenceMs`, comments counting as a sign
 * of life: some proxies hold a stream back for ever.
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
    // Not waited for: a stream that has failed may reject, and it is over anyway.
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
