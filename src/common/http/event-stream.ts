import { once } from 'node:events';
import type { ServerResponse } from 'node:http';

/**
 * Answers with server-sent events (WHATWG HTML, section 9.2): each value as JSON, null as a comment that
 * keeps the connection alive. A client that reads slowly slows the values down.
 */
export async function sendEventStream(
  response: ServerResponse,
  values: AsyncIterable<object | null>,
  signal: AbortSignal,
): Promise<void> {
  for await (const value of values) {
    if (!response.headersSent) {
      response.writeHead(200, {
        'Content-Type': 'text/event-stream; charset=utf-8',
        'Cache-Control': 'no-cache, no-transform',
        // nginx would hold the events back until its buffer is full.
        'X-Accel-Buffering': 'no',
      });
    }
    const text = value === null ? ': alive\n\n' : `data: ${JSON.stringify(value)}\n\n`;
    if (!response.write(text)) await once(response, 'drain', { signal }).catch(() => undefined);
    if (signal.aborted) break;
  }
  response.end();
}
